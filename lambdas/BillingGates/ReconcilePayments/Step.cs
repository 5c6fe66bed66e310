using BillingGates.Purchases;
using Contracts;

namespace BillingGates.ReconcilePayments;

/// <summary>What to do next about a purchase. Closed: these eight are all there are.</summary>
public abstract record Step
{
    private Step()
    {
    }

    /// <summary>Ask the provider for the charge.</summary>
    public sealed record LookUp : Step;

    /// <summary>Make the charge impossible.</summary>
    public sealed record Void : Step;

    /// <summary>Ask how the saga stands.</summary>
    public sealed record AskSaga : Step;

    public sealed record StartSaga : Step;

    public sealed record MarkPaid(string PaymentIntentId) : Step;

    public sealed record MarkDeclined(Decline Decline) : Step;

    /// <param name="Reason">One of <see cref="AttentionReason"/>.</param>
    public sealed record CallPerson(string Reason) : Step;

    /// <summary>Nothing more, for now or for ever.</summary>
    public sealed record Stop(ReconcileFinding Finding, string? Reason = null) : Step;
}
