using BillingGates.Payments;
using BillingGates.Purchases;
using Contracts;

namespace BillingGates.ReconcilePayments;

/// <summary>Decides what becomes of a purchase that is not decided yet. No I/O: the conditional writes of the purchases make it stick.</summary>
public static class Reconciliation
{
    /// <summary>So long a buyer may come back and repeat a checkout that never reached the provider.</summary>
    public static readonly TimeSpan BuyersPatience = TimeSpan.FromMinutes(15);

    /// <summary>So long the provider may leave a payment open before a person is called. As long as it remembers idempotency keys.</summary>
    public static readonly TimeSpan ProvidersPatience = TimeSpan.FromHours(24);

    /// <summary>So long the direct start and the stream have for the saga.</summary>
    public static readonly TimeSpan SagaPatience = TimeSpan.FromMinutes(5);

    /// <param name="isAsked">An operator asks for this purchase: a saga that is due only in minutes is looked for now.</param>
    public static Step Begin(Purchase purchase, string region, bool isAsked, DateTimeOffset now) => purchase switch
    {
        { Status: PurchaseStatus.Declined or PurchaseStatus.Completed or PurchaseStatus.Refunded } => new Step.Stop(ReconcileFinding.Decided),
        _ when purchase.HomeRegion != region => new Step.Stop(ReconcileFinding.ElsewhereAtHome, purchase.HomeRegion),
        { Status: PurchaseStatus.PaymentPending } when now < purchase.LeaseUntil =>
            new Step.Stop(ReconcileFinding.InProgress, "a payment attempt may be at work"),
        { Status: PurchaseStatus.PaymentPending } => new Step.LookUp(),
        { Status: PurchaseStatus.Paid } when !isAsked && now - (purchase.PaidAt ?? purchase.CreatedAt) < SagaPatience =>
            new Step.Stop(ReconcileFinding.InProgress, "the saga is young"),
        { Status: PurchaseStatus.Paid } => new Step.AskSaga(),
        { Status: PurchaseStatus.NeedsAttention, PaymentIntentId: null } => new Step.LookUp(),
        { Status: PurchaseStatus.NeedsAttention } => new Step.Stop(ReconcileFinding.NeedsAttention, purchase.FailureReason),
        _ => throw new ArgumentOutOfRangeException(nameof(purchase)),
    };

    /// <param name="found">The provider's answer; null when it certainly has no charge.</param>
    public static Step AfterLookup(Purchase purchase, ChargeResult? found, DateTimeOffset now) => found switch
    {
        ChargeResult.Charged charged => new Step.MarkPaid(charged.PaymentIntentId),
        ChargeResult.Declined declined => new Step.MarkDeclined(new Decline(declined.DeclineCode ?? declined.Code, false)),
        ChargeResult.InvalidRequest invalid => new Step.MarkDeclined(new Decline(invalid.Parameter ?? "invalid_request", true)),
        null when now - purchase.CreatedAt < BuyersPatience => new Step.Stop(ReconcileFinding.Waiting, "not charged; the buyer may still come back"),
        null => new Step.Void(),
        ChargeResult.NotCharged turnedAway => Unresolved(purchase, turnedAway.Reason, now),
        ChargeResult.Unknown unknown => Unresolved(purchase, unknown.Reason, now),
        _ => throw new ArgumentOutOfRangeException(nameof(found)),
    };

    public static Step AfterVoid(Purchase purchase, VoidResult result, DateTimeOffset now) => result switch
    {
        VoidResult.Voided => new Step.MarkDeclined(Decline.CheckoutExpired),
        VoidResult.AttemptFound attempt => Unresolved(purchase, attempt.Reason, now),
        VoidResult.Unknown unknown => Unresolved(purchase, unknown.Reason, now),
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };

    public static Step AfterSaga(SagaState saga) => saga switch
    {
        SagaState.NotStarted => new Step.StartSaga(),
        SagaState.Running => new Step.Stop(ReconcileFinding.InProgress, "the saga runs"),
        SagaState.Ended => new Step.CallPerson(AttentionReason.SagaEnded),
        _ => throw new ArgumentOutOfRangeException(nameof(saga)),
    };

    private static Step Unresolved(Purchase purchase, string reason, DateTimeOffset now) => purchase.Status switch
    {
        PurchaseStatus.NeedsAttention => new Step.Stop(ReconcileFinding.NeedsAttention, reason),
        _ when now - purchase.CreatedAt < ProvidersPatience => new Step.Stop(ReconcileFinding.Waiting, reason),
        _ => new Step.CallPerson(AttentionReason.PaymentUnresolved),
    };
}
