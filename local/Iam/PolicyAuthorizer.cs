using System.Text.Json;
using System.Xml;
using Local.Endpoint;
using Local.Iam.Actions;
using Local.Lambda;

namespace Local.Iam;

/// <summary>
/// Holds each call of a role against the policies of the templates. The developer may do everything, and so may the deployment, which is
/// the developer's.
/// </summary>
internal sealed class PolicyAuthorizer(
    IAccessRights rights, IEnumerable<ICallActions> services, FunctionSessions sessions, IFunctionLog log, TimeProvider clock)
    : ICallAuthorizer
{
    /// <summary>Calls stay on this machine; in AWS they go by TLS, as policies require.</summary>
    private static readonly KeyValuePair<string, string> Secure = new("aws:SecureTransport", "true");

    private readonly Dictionary<string, ICallActions> services =
        services.ToDictionary(service => service.SigningName, StringComparer.Ordinal);

    public Refusal? Refuse(string service, AwsCall call)
    {
        if (call.Principal == CredentialRegistry.Developer)
            return null;
        var refusal = Reason(service, call);
        if (refusal is null)
            return null;
        var requestId = sessions.Of(call.AccessKeyId)?.Current?.RequestId;
        log.Write(new LogLine(clock.GetUtcNow(), Name(call), requestId, $"AccessDenied: {refusal.Message}"));
        return refusal;
    }

    private Refusal? Reason(string service, AwsCall call)
    {
        try
        {
            var needed = services.TryGetValue(service, out var known) ? known.Of(call).ToList() : [];
            if (needed.Count == 0)
            {
                return new(
                    $"The local cloud doesn't know what {service}:{call.Operation} needs, so that only the developer may call it, and not {call.Principal}.",
                    $"{service}:{call.Operation}");
            }
            foreach (var (action, resource, context) in needed)
            {
                var request = new AccessRequest(call.Principal, action, resource) { Context = [Secure, .. context] };
                if (rights.Decide(request) is not Decision.Allowed and var decision)
                    return new(Refusals.Message(Refusals.Session(call.Principal, Name(call)), request, decision), action);
            }
            return null;
        }
        catch (Exception exception) when (exception is JsonException or XmlException or InvalidOperationException)
        {
            return new($"The body of {service}:{call.Operation} can't be read: {exception.Message}", $"{service}:{call.Operation}");
        }
    }

    /// <summary>The function that calls, or the role: AWS names Lambda's sessions by the function.</summary>
    private string Name(AwsCall call) =>
        sessions.Of(call.AccessKeyId)?.Function.Name ?? call.Principal[(call.Principal.LastIndexOf('/') + 1)..];
}
