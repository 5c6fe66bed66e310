namespace Local.Endpoint;

/// <summary>Decides whether a principal may make a call, before it is forwarded or answered.</summary>
public interface ICallAuthorizer
{
    /// <summary>Returns null when the call is allowed, otherwise the message of the AccessDenied error.</summary>
    /// <param name="service">The signing name of the service.</param>
    string? Refuse(string service, AwsCall call);
}
