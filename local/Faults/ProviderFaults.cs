using System.Text;
using Local.Stripe;

namespace Local.Faults;

/// <summary>Lets calls to the payment sandbox go wrong as the plan says; then what tests ordered and what test cards stand for.</summary>
internal sealed class ProviderFaults(FaultEngine engine, StripeFaults ordered, StripeBooks books) : IStripeFaults
{
    /// <summary>Until the connection is cut. Longer than the client's patience shows the client's own timeout.</summary>
    private static readonly TimeSpan UsualSilence = TimeSpan.FromSeconds(1);

    public StripeFault? For(StripeCall call)
    {
        var place = new FaultPlace("provider", OperationOf(call), PurchaseOf(call), call.RequestId);
        return engine.Strike(place, FaultKinds.OfTheProvider) is { } rule ? FaultOf(rule) : ordered.For(call);
    }

    private static StripeFault FaultOf(FaultRule rule) => rule.Kind switch
    {
        FaultKind.ProviderFailBefore => new StripeFault(FaultPoint.BeforeEffect, 500, rule.Delay ?? TimeSpan.Zero),
        FaultKind.ProviderFailAfter => new StripeFault(FaultPoint.DuringEffect, 500, rule.Delay ?? TimeSpan.Zero),
        FaultKind.ProviderTimeoutBefore => new StripeFault(FaultPoint.BeforeEffect, Delay: rule.Delay ?? UsualSilence),
        FaultKind.ProviderTimeoutAfter => new StripeFault(FaultPoint.AfterEffect, Delay: rule.Delay ?? UsualSilence),
        _ => new StripeFault(FaultPoint.BeforeEffect, 429),
    };

    private static string OperationOf(StripeCall call) => call switch
    {
        { IsCharge: true } => "charge",
        { IsRefund: true } => "refund",
        { Method: "GET" } => "list",
        _ => "cancel",
    };

    /// <summary>In the metadata or the idempotency key of the call, or in the metadata of the payment that it names.</summary>
    private string? PurchaseOf(StripeCall call)
    {
        var named = $"{call.Parameters.Fingerprint()} {call.IdempotencyKey}";
        if (PurchaseIds.In(Encoding.UTF8.GetBytes(named)).FirstOrDefault() is { } id)
            return id;
        var intent = call.Parameters.Text("payment_intent") ?? call.Id;
        lock (books.Gate)
            return books.Intents.Find(intent)?.Metadata.GetValueOrDefault("purchase_id");
    }
}
