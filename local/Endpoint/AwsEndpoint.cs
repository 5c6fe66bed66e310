using System.Buffers;

namespace Local.Endpoint;

/// <summary>
/// The one AWS endpoint: tells the service of each request by its signature's credential scope, refuses callers it doesn't know and
/// calls that their policies don't allow, counts, and hands the request to the service.
/// </summary>
public sealed class AwsEndpoint(
    IEnumerable<IAwsService> services,
    CredentialRegistry credentials,
    ICallAuthorizer authorizer,
    CallCounter counter,
    ServiceEndpoints endpoints,
    Forwarder forwarder,
    ICallInterceptor interceptor)
{
    private readonly Dictionary<string, IAwsService> services = services.ToDictionary(service => service.SigningName, StringComparer.Ordinal);

    public async Task HandleAsync(HttpContext http)
    {
        var isSigned = CredentialScope.TryRead(http.Request, out var scope);
        var protocol = AwsRequests.ProtocolOf(http.Request, isSigned ? scope.Service : null);
        if (LocalCallers.IsPage(http.Request))
        {
            await AwsErrors.WriteAccessDeniedAsync(http, protocol, scope.Service, new Refusal("Web pages have no access to the AWS endpoint.", ""));
            return;
        }
        if (!isSigned)
        {
            await AwsErrors.WriteUnsignedAsync(http, protocol);
            return;
        }
        if (credentials.PrincipalOf(scope.AccessKeyId) is not { } principal)
        {
            await AwsErrors.WriteUnknownKeyAsync(http, protocol);
            return;
        }
        var body = await ReadBodyAsync(http);
        var operation = AwsRequests.OperationOf(http.Request, scope.Service, protocol, body.Span);
        counter.Count(scope.Service, operation);
        var call = new AwsCall(http, operation, principal, body) { AccessKeyId = scope.AccessKeyId };
        if (!IsAnswered(scope.Service, operation))
            await AwsErrors.WriteUnsupportedAsync(http, protocol, scope.Service, operation);
        else if (authorizer.Refuse(scope.Service, call) is { } refusal)
            await AwsErrors.WriteAccessDeniedAsync(http, protocol, scope.Service, refusal);
        else
            await interceptor.RunAsync(scope.Service, protocol, call, () => DispatchAsync(scope.Service, protocol, call));
    }

    /// <summary>Whether anybody answers the operation; a service of this process says itself what it doesn't know.</summary>
    private bool IsAnswered(string service, string operation) =>
        endpoints.IsReplaced(service)
        || (!EmulatorOperations.Lack(service, operation) && (services.ContainsKey(service) || endpoints.ForwardTarget(service) is not null));

    private async Task DispatchAsync(string service, AwsProtocol protocol, AwsCall call)
    {
        try
        {
            if (!endpoints.IsReplaced(service) && services.TryGetValue(service, out var here))
                await here.HandleAsync(call);
            else
                await forwarder.ForwardAsync(call, endpoints.For(service));
        }
        catch (HttpRequestException exception) when (!call.Http.Response.HasStarted)
        {
            await AwsErrors.WriteAsync(call.Http, protocol, "ServiceUnavailable", $"The emulator of {service} doesn't answer: {exception.Message}", 503);
        }
        catch (OperationCanceledException) when (call.Http.RequestAborted.IsCancellationRequested)
        {
            // The caller hung up, as a client that times out does: nobody is left to answer.
        }
    }

    private static async ValueTask<ReadOnlyMemory<byte>> ReadBodyAsync(HttpContext http)
    {
        // A fresh array, not a pooled one: services may keep the body, and it is small.
        if (http.Request.ContentLength is { } length)
        {
            var bytes = GC.AllocateUninitializedArray<byte>((int)length);
            await http.Request.Body.ReadExactlyAsync(bytes, http.RequestAborted);
            return bytes;
        }
        var buffer = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await http.Request.Body.ReadAsync(buffer.GetMemory(16 * 1024), http.RequestAborted);
            if (read == 0)
                return buffer.WrittenMemory;
            buffer.Advance(read);
        }
    }
}
