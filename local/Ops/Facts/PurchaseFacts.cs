using BillingGates.Purchases;
using Contracts;

namespace Local.Ops.Facts;

/// <summary>Everything that is known of one purchase, each part from the service that owns it. Null: that service knows nothing.</summary>
internal sealed record PurchaseFacts(
    PurchaseRecord Purchase, SagaRun? Saga, SagaRun? RefundSaga, EntitlementRecord? Entitlement, OrderRecord? Order, LoginRecord? Login,
    IReadOnlyList<LetterRecord> Letters, IReadOnlyList<DeadLetter> DeadLetters)
{
    public string PurchaseId => Purchase.PurchaseId;

    /// <summary>The execution that decides about the purchase: an operator's refund, once there is one.</summary>
    public SagaRun? Deciding => RefundSaga ?? Saga;

    /// <summary>
    /// The reconciler found the saga ended without a decision and called a person. The way to an account is closed then: it leads over
    /// <c>PAID</c>, and a redrive would fail there.
    /// </summary>
    public bool OnlyTheRefundIsLeft =>
        Purchase is { Status: PurchaseStatus.NeedsAttention, FailureReason: AttentionReason.SagaEnded }
        && Deciding is { IsBroken: true, IsCompensating: false };
}

/// <summary>The purchase as BillingGates keeps it.</summary>
internal sealed record PurchaseRecord(
    string PurchaseId, PurchaseStatus Status, string ProductId, decimal Amount, string Currency,
    DateTimeOffset CreatedAt, DateTimeOffset LeaseUntil)
{
    /// <summary>The provider's identifier of the charge, once it is known to exist.</summary>
    public string? ChargeId { get; init; }

    public string? DeclineCode { get; init; }

    public DateTimeOffset? PaidAt { get; init; }

    public DateTimeOffset? AccountCreatedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public DateTimeOffset? RefundedAt { get; init; }

    public DateTimeOffset? NeedsAttentionSince { get; init; }

    public string? RefundId { get; init; }

    /// <summary>The error name of what made the saga compensate, or what the reconciler found.</summary>
    public string? FailureReason { get; init; }
}

/// <summary>UserDirectory's decision about the purchase: <c>GRANTED</c>, <c>REFUSED</c> or <c>REVOKED</c>.</summary>
internal sealed record EntitlementRecord(string State, string? UserId, bool IsNewUser);

/// <summary>The order: <c>OPEN</c>, <c>FULFILLED</c> or <c>CANCELLED</c>.</summary>
internal sealed record OrderRecord(string State, DateTimeOffset? UpdatedAt);

/// <summary>The login token, never the token itself: <c>ISSUED</c>, <c>REDEEMED</c> or <c>WITHDRAWN</c>.</summary>
internal sealed record LoginRecord(string State, DateTimeOffset? ExpiresAt, bool Renewed);

/// <summary>A letter to the buyer that was begun.</summary>
/// <param name="SentAt">Null when the mail service may or may not have taken it.</param>
internal sealed record LetterRecord(string Kind, DateTimeOffset? SentAt, string? MessageId);

/// <summary>A message that could not be processed.</summary>
/// <param name="EventName">Readable even when the body is not; null for messages that are no events.</param>
/// <param name="AsksSaga">It carries the token of a saga state that waits for the answer, or waited.</param>
internal sealed record DeadLetter(
    string Queue, string MessageId, string? EventName, string? PurchaseId, DateTimeOffset SentAt, int Receives, bool AsksSaga, string Body);
