using Contracts;
using Platform.Idempotency;

namespace BillingGates.Purchases;

/// <summary>One purchase as the purchases table keeps it.</summary>
/// <param name="RequestFingerprint">Hash of what the client asked for, to notice a reused idempotency key.</param>
/// <param name="LeaseUntil">Until then the attempt that stored or took over the intent may still be charging.</param>
/// <param name="HomeRegion">The region that took the checkout; only its stream reader starts the saga.</param>
/// <param name="TraceId">The X-Ray trace of the checkout.</param>
/// <param name="CodeChallenge">What the login of this purchase is bound to; see <see cref="TakePayment"/>.</param>
public sealed record Purchase(
    string PurchaseId, PurchaseStatus Status, string RequestFingerprint, DateTimeOffset LeaseUntil,
    string CustomerEmail, string ProductId, decimal Amount, string Currency, string PaymentMethod,
    DateTimeOffset CreatedAt, string HomeRegion, string? TraceId, string? CodeChallenge)
{
    /// <summary>How far the provider's clock may be from ours, and how long a request may be on its way to it.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(2);

    /// <summary>When attempts to charge can have reached the provider: from the intent to the end of the last lease.</summary>
    public (DateTimeOffset From, DateTimeOffset To) AttemptWindow => (CreatedAt - ClockSkew, LeaseUntil + ClockSkew);

    /// <summary>The provider's identifier of the charge, once known.</summary>
    public string? PaymentIntentId { get; init; }

    /// <summary>Why nothing was charged, when declined.</summary>
    public Decline? Decline { get; init; }

    public DateTimeOffset? PaidAt { get; init; }

    // What the saga and the reconciler have written.

    public DateTimeOffset? AccountCreatedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public DateTimeOffset? RefundedAt { get; init; }

    /// <summary>The error name of what made the saga compensate, or why a person has to look.</summary>
    public string? FailureReason { get; init; }

    public DateTimeOffset? NeedsAttentionSince { get; init; }

    public Claim AsClaim() => new(RequestFingerprint, Status != PurchaseStatus.PaymentPending, LeaseUntil);

    public SagaInput AsSagaInput() => new(PurchaseId, CustomerEmail, ProductId, Amount, Currency, TraceId, CodeChallenge);

    public PurchaseView AsView() => new(
        PurchaseId, Status, ProductId, Amount, Currency, CreatedAt, PaidAt, AccountCreatedAt, CompletedAt, RefundedAt, FailureReason switch
        {
            null or AttentionReason.PaymentUnresolved or AttentionReason.SagaEnded => null, // no money goes back
            SagaFailure.RefundRequested => RefundReason.Requested,
            UserCreationFailed.UserRefused => RefundReason.AccountRefused,
            _ => RefundReason.AccountFailed,
        });
}

/// <summary>Why the provider did not charge.</summary>
/// <param name="Code">The provider's code, for instance <c>insufficient_funds</c>.</param>
/// <param name="InvalidRequest">True when it was not the card that was refused but the request, for instance an unknown payment method.</param>
public sealed record Decline(string Code, bool InvalidRequest)
{
    /// <summary>Nothing was charged while the buyer waited, and nothing can be any more.</summary>
    public static readonly Decline CheckoutExpired = new("checkout_expired", false);
}

/// <summary>Why the reconciler calls for a person; the failure reason of a purchase that needs attention.</summary>
public static class AttentionReason
{
    /// <summary>The provider has not told for a day whether it charged.</summary>
    public const string PaymentUnresolved = nameof(PaymentUnresolved);

    /// <summary>The money was taken, and the saga has ended without completing or refunding the purchase.</summary>
    public const string SagaEnded = nameof(SagaEnded);
}
