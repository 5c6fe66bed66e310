using Contracts;
using Local.Ops.Facts;

namespace Local.Ops.Decisions;

/// <summary>What <c>ops refund</c> does about a purchase.</summary>
internal abstract record RefundDecision(string Why)
{
    /// <summary>The money is with the buyer, or on its way there.</summary>
    public sealed record Nothing(string Why) : RefundDecision(Why);

    /// <summary>It can't be refunded as it stands.</summary>
    public sealed record Impossible(string Why) : RefundDecision(Why);

    /// <summary>The saga runs again, from the compensation on.</summary>
    /// <param name="Stop">The ARN of the execution that has to be stopped first, lest it gives out what is being taken back.</param>
    public sealed record Start(string Why, string? Stop) : RefundDecision(Why);

    /// <summary>The refund was asked for before and failed: that execution goes on.</summary>
    public sealed record Redrive(string Why, string Arn) : RefundDecision(Why);

    public static RefundDecision For(PurchaseFacts facts) => facts switch
    {
        { Purchase.Status: PurchaseStatus.Declined } => new Nothing("It was declined: nothing was charged, there is nothing to refund."),
        { Purchase.Status: PurchaseStatus.Refunded } => new Nothing("It is refunded already."),
        { Purchase.Status: PurchaseStatus.PaymentPending } or { Purchase.ChargeId: null } => new Impossible(
            $"Nobody knows yet whether the provider charged. Run: ops resume {facts.PurchaseId}"),
        { RefundSaga: { IsRunning: true, At: var at } } => new Nothing($"The refund is under way, in {at?.Name ?? "its first state"}."),
        { RefundSaga: { IsBroken: true, IsRedrivable: true } failed } =>
            new Redrive("The refund was asked for before and failed. It goes on where it stopped.", failed.Arn),
        { RefundSaga: not null } =>
            new Impossible("The refund was asked for before, and its execution can't run again. Refund it at the provider."),
        { Saga: { IsRunning: true, IsCompensating: true, At: var at }, Purchase.Status: PurchaseStatus.Paid } =>
            new Nothing($"The saga is giving the money back already, in {at!.Name}."),
        { Saga: { IsRunning: true } running } => new Start(
            $"Its saga, in {running.At?.Name ?? "its first state"}, is stopped first. The buyer loses the account and gets the money back.",
            running.Arn),
        _ => new Start("The buyer loses the account, if there is one, and gets the money back.", null),
    };
}
