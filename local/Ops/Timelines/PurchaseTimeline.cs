using System.Globalization;
using System.Text.Json;
using Local.Ops.Decisions;
using Local.Ops.Facts;

namespace Local.Ops.Timelines;

/// <summary>Something that happened to a purchase.</summary>
/// <param name="Source">Who tells: <c>purchase</c>, <c>saga</c>, <c>refund</c>, <c>order</c>, <c>letter</c>, <c>dead letter</c>.</param>
internal sealed record TimelineEntry(DateTimeOffset Time, string Source, string What);

/// <summary>What a part of the platform knows of the purchase now, for what leaves no trace of when it happened.</summary>
internal sealed record TimelineState(string Source, string What);

/// <summary>Everything that is known of one purchase, in order of time, and what follows from it.</summary>
internal sealed record PurchaseTimeline(
    string PurchaseId, string Status, IReadOnlyList<TimelineEntry> Entries, IReadOnlyList<TimelineState> Now, Verdict Verdict)
{
    public static PurchaseTimeline Of(PurchaseFacts facts, DateTimeOffset now) => new(
        facts.PurchaseId, StatusOf(facts.Purchase), [.. Happened(facts).OrderBy(entry => entry.Time)], [.. States(facts)],
        Verdict.On(facts, now));

    private static IEnumerable<TimelineEntry> Happened(PurchaseFacts facts) =>
        new (DateTimeOffset? Time, string Source, string What)[]
        {
            (facts.Purchase.CreatedAt, "purchase", $"checkout of {facts.Purchase.ProductId} for {Price(facts.Purchase)}"),
            (facts.Purchase.PaidAt, "purchase", $"charged {Price(facts.Purchase)} ({facts.Purchase.ChargeId})"),
            (facts.Purchase.AccountCreatedAt, "purchase", "the account is there"),
            (facts.Purchase.CompletedAt, "purchase", "completed"),
            (facts.Purchase.NeedsAttentionSince, "purchase", $"needs attention ({facts.Purchase.FailureReason})"),
            (facts.Purchase.RefundedAt, "purchase", $"refunded ({facts.Purchase.RefundId}), because of {facts.Purchase.FailureReason}"),
            (facts.Order?.UpdatedAt, "order", $"is {facts.Order?.State}"),
        }
        .Where(entry => entry.Time is not null).Select(entry => new TimelineEntry(entry.Time!.Value, entry.Source, entry.What))
        .Concat(Steps("saga", facts.Saga))
        .Concat(Steps("refund", facts.RefundSaga))
        .Concat(facts.Letters.Where(letter => letter.SentAt is not null)
            .Select(letter => new TimelineEntry(letter.SentAt!.Value, "letter", $"{letter.Kind} is sent ({letter.MessageId})")))
        .Concat(facts.DeadLetters
            .Select(letter => new TimelineEntry(
                letter.SentAt, "dead letter", $"{letter.EventName ?? "a message"} is sent that is now in {letter.Queue}")));

    private static IEnumerable<TimelineEntry> Steps(string source, SagaRun? saga) =>
        saga is null ? [] : saga.Steps.Select(step => new TimelineEntry(step.Time, source, step.What));

    private static IEnumerable<TimelineState> States(PurchaseFacts facts)
    {
        if (facts.Purchase.DeclineCode is { } code)
            yield return new("purchase", $"declined: {code}");
        if (facts.Entitlement is { } entitlement)
            yield return new("user", entitlement.State + (entitlement.UserId is { } id ? $", {id}" : "") + (entitlement.IsNewUser ? ", new" : ""));
        if (facts.Order is { } order)
            yield return new("order", order.State);
        if (facts.Login is { } login)
            yield return new("login", login.State + (login.ExpiresAt is { } time ? $", expires {Time(time)}" : "") + (login.Renewed ? ", renewed" : ""));
        foreach (var letter in facts.Letters.Where(letter => letter.SentAt is null))
            yield return new("letter", $"{letter.Kind} was begun; nobody knows whether it went out");
        foreach (var letter in facts.DeadLetters)
            yield return new("dead letter", $"{letter.EventName ?? "message"} in {letter.Queue}, received {letter.Receives} times");
    }

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    private static string Price(PurchaseRecord purchase) =>
        $"{purchase.Amount.ToString("0.00##", CultureInfo.InvariantCulture)} {purchase.Currency}";

    private static string StatusOf(PurchaseRecord purchase) =>
        JsonSerializer.SerializeToElement(purchase.Status).GetString()!;
}
