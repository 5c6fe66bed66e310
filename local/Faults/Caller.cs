using System.Runtime.CompilerServices;
using Local.Endpoint;
using Local.Lambda;

namespace Local.Faults;

/// <summary>Who makes an AWS call.</summary>
/// <param name="Function">The function's short name, or <c>saga</c>.</param>
/// <param name="Process">The calling process; null when the call is made on the function's behalf.</param>
internal sealed record Caller(string Function, FunctionInstance? Process, Invocation? Invocation);

/// <summary>Knows the caller of an AWS call, and the purchase that the call is about.</summary>
internal sealed class Callers(FunctionSessions sessions, FunctionInvoker functions)
{
    private readonly ConditionalWeakTable<Invocation, Purchases> purchases = [];

    /// <summary>Null for the developer: deployments, pollers, tests.</summary>
    public Caller? Of(AwsCall call)
    {
        if (call.Principal == CredentialRegistry.Developer)
            return null;
        if (sessions.Of(call.AccessKeyId) is { } process)
            return new Caller(process.Function.ShortName, process, process.Current);
        var function = functions.Functions.FirstOrDefault(known => known.RoleArn == call.Principal);
        return new Caller(function?.ShortName ?? FaultRule.Saga, null, null);
    }

    /// <summary>The place of a call.</summary>
    /// <remarks>Its purchase stands in its body, or in the event that the caller works on, or in an earlier call of the invocation.</remarks>
    public FaultPlace PlaceOf(Caller caller, string service, AwsCall call)
    {
        var known = caller.Invocation is { } invocation
            ? purchases.GetValue(invocation, static of => new Purchases(of.Payload.Span))
            : null;
        var purchase = CallText.Of(service, call).Select(text => One(PurchaseIds.In(text))).FirstOrDefault(id => id is not null)
            ?? known?.OfEvent
            ?? PurchaseIds.OfIdempotencyKey(call.Body.Span)
            ?? known?.Latest;
        if (known is not null)
            known.Latest = purchase;
        return new FaultPlace(caller.Function, $"{service}:{call.Operation}", purchase, caller.Invocation?.RequestId);
    }

    private static string? One(IReadOnlyCollection<string> found) => found.Count == 1 ? found.First() : null;

    /// <summary>What is known of the purchase that an invocation works on. A batch may bring several.</summary>
    private sealed class Purchases(ReadOnlySpan<byte> payload)
    {
        public string? OfEvent { get; } =
            PurchaseIds.In(payload) is { Count: > 0 } named ? One(named) : PurchaseIds.OfIdempotencyKey(payload);

        public string? Latest { get; set; }
    }
}
