namespace Local.Endpoint;

/// <summary>Stands between the AWS endpoint and its services: sees every call that is allowed, and decides what becomes of it.</summary>
public interface ICallInterceptor
{
    /// <summary>Makes the call, or something else.</summary>
    /// <param name="service">The signing name of the service.</param>
    /// <param name="effect">Lets the service answer the call on its response. It doesn't throw.</param>
    Task RunAsync(string service, AwsProtocol protocol, AwsCall call, Func<Task> effect);
}
