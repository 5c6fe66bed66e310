namespace Local.Endpoint;

/// <summary>Decides whether a principal may make a call, before it is forwarded or answered.</summary>
public interface ICallAuthorizer
{
    /// <summary>Returns null when the call is allowed.</summary>
    /// <param name="service">The signing name of the service.</param>
    Refusal? Refuse(string service, AwsCall call);
}

/// <summary>A call that isn't allowed.</summary>
/// <param name="Message">The message of the error.</param>
/// <param name="Action">The action that isn't, as policies name it: the call's own, or one of another service that it leads to.</param>
public sealed record Refusal(string Message, string Action);
