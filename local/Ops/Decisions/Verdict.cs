using System.Globalization;
using Contracts;
using Local.Ops.Facts;

namespace Local.Ops.Decisions;

/// <summary>Where the buyer's money is, as far as the purchase knows.</summary>
public enum Money
{
    NotCharged,
    Unknown,
    Charged,
    Refunded,
}

/// <summary>How a purchase stands, in a line.</summary>
/// <param name="IsOpen">It has no end yet.</param>
/// <param name="Reason">What it waits for, or how it ended.</param>
/// <param name="Since">Since when it waits; null when it doesn't.</param>
/// <param name="Run">The arguments of <c>ops</c> that help; null when nothing has to be done.</param>
/// <param name="Contradictions">What breaks a promise of the platform: never to be seen.</param>
internal sealed record Verdict(
    Money Money, bool IsOpen, string Reason, DateTimeOffset? Since, string? Run, IReadOnlyList<string> Contradictions)
{
    public static Verdict On(PurchaseFacts facts, DateTimeOffset now)
    {
        var (isOpen, reason, since, run) = Look(facts, now);
        return new(MoneyOf(facts.Purchase), isOpen, reason, since, run, Promises.BrokenBy(facts));
    }

    public override string ToString() => $"{Sentence(Money)} {Reason}.";

    private static (bool IsOpen, string Reason, DateTimeOffset? Since, string? Run) Look(PurchaseFacts facts, DateTimeOffset now)
    {
        var (purchase, saga) = (facts.Purchase, facts.Deciding);
        var resume = $"resume {facts.PurchaseId}";
        switch (purchase.Status)
        {
            case PurchaseStatus.PaymentPending when now < purchase.LeaseUntil:
                return (true, $"A checkout is charging, until {Clock(purchase.LeaseUntil)} at the latest", purchase.CreatedAt, null);
            case PurchaseStatus.PaymentPending:
                return (true, "The reconciler asks the provider every 5 minutes",
                    purchase.CreatedAt, resume);
            case PurchaseStatus.Declined:
                return (false, $"The provider declined ({purchase.DeclineCode})", null, null);
        }
        if (saga is { IsBroken: true } && !IsSuperseded(facts))
        {
            return (true, $"The saga {Past(saga)} in {saga.At?.Name ?? "no state"}{WithError(saga)}", saga.EndedAt,
                facts.OnlyTheRefundIsLeft ? $"refund {facts.PurchaseId}" : resume);
        }
        if (facts.DeadLetters is [var first, ..] && (saga is null or { IsRunning: true }))
            return (true, $"{first.EventName ?? "A message"} of it could not be processed and is in {first.Queue}", first.SentAt, resume);
        if (saga is { IsRunning: true, At: { } at })
            return (true, Waiting(at), at.Since, null);
        if (saga is null && purchase.Status == PurchaseStatus.Paid)
            return (true, "It is paid and has no saga", purchase.PaidAt, resume);
        if (purchase.Status == PurchaseStatus.NeedsAttention)
            return (true, $"A person has to decide ({purchase.FailureReason})", purchase.NeedsAttentionSince,
                purchase.ChargeId is null ? resume : $"refund {facts.PurchaseId}");
        if (facts.DeadLetters is [var late, ..])
            return (false, $"{Final(purchase)}, but {late.EventName ?? "a message"} of it is in {late.Queue}", late.SentAt, resume);
        return purchase.Status is PurchaseStatus.Completed or PurchaseStatus.Refunded
            ? (false, Final(purchase), null, null)
            : (true, "Its saga has ended and has not said how", saga?.EndedAt, resume);
    }

    /// <summary>It was stopped, and the money went back by another way.</summary>
    private static bool IsSuperseded(PurchaseFacts facts) =>
        facts.Purchase.Status == PurchaseStatus.Refunded && facts.Deciding is { Status: SagaStatus.Aborted };

    private static Money MoneyOf(PurchaseRecord purchase) => purchase switch
    {
        { Status: PurchaseStatus.Declined } => Money.NotCharged,
        { Status: PurchaseStatus.Refunded } => Money.Refunded,
        { ChargeId: null } => Money.Unknown,
        _ => Money.Charged,
    };

    private static string Sentence(Money money) => money switch
    {
        Money.NotCharged => "Never charged.",
        Money.Charged => "Charged, not refunded.",
        Money.Refunded => "Charged and refunded.",
        _ => "Charged or not: unknown.",
    };

    private static string Final(PurchaseRecord purchase) =>
        purchase.Status == PurchaseStatus.Completed ? "The buyer has the account" : $"The money went back ({purchase.FailureReason})";

    private static string Waiting(SagaState at)
    {
        var waits = at switch
        {
            { IsAsked: true } => $"The saga waits in {at.Name} for the answer",
            { LastError: not null } => $"The saga waits in {at.Name} to try again",
            _ => $"The saga is in {at.Name}",
        };
        return at.LastError is null ? waits : $"{waits}, attempt {at.Attempts}, after {at.LastError}";
    }

    private static string Past(SagaRun saga) => saga.Status switch
    {
        SagaStatus.TimedOut => "ran out of time",
        SagaStatus.Aborted => "was stopped",
        _ => "failed",
    };

    private static string WithError(SagaRun saga) => saga.Error is null ? "" : $" with {saga.Error}";

    private static string Clock(DateTimeOffset time) => time.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
