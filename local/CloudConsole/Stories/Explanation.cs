using System.Globalization;
using Contracts;
using Local.Ops.Decisions;
using Local.Ops.Facts;

namespace Local.CloudConsole.Stories;

/// <summary>Why a purchase is as it is, in a sentence for people.</summary>
/// <param name="Run">The arguments of <c>ops</c> that help; null when nothing has to be done.</param>
/// <param name="Contradictions">What breaks a promise of the platform: never to be seen.</param>
internal sealed record Explanation(Outcome Outcome, string Sentence, string? Run, IReadOnlyList<string> Contradictions)
{
    /// <param name="visits">The states of its executions.</param>
    /// <param name="serviceOf">The service that a state asks; null when no function is called like the state.</param>
    public static Explanation Of(PurchaseFacts facts, IReadOnlyList<StateVisit> visits, Func<string, string?> serviceOf, DateTimeOffset now)
    {
        var verdict = Verdict.On(facts, now);
        var (outcome, sentence) = (facts.Purchase.Status, verdict.IsOpen) switch
        {
            (PurchaseStatus.Declined, _) => (Outcome.Failed,
                $"Declined by the card's bank: {facts.Purchase.DeclineCode}. Nothing was charged, and no saga began."),
            (PurchaseStatus.Refunded, false) => (Outcome.Failed, $"Refunded because {WhyRefunded(facts, visits, serviceOf)}{Late(facts)}"),
            (PurchaseStatus.Completed, false) => (Outcome.Done,
                $"Completed{After(facts)}: the buyer has the account{Login(facts)}.{Late(facts)}"),
            (PurchaseStatus.NeedsAttention, _) => (Outcome.Failed, NeedsAttention(facts, visits, verdict)),
            _ => (facts.DeadLetters.Count > 0 || verdict.Run is not null ? Outcome.Failed : Outcome.Waiting, verdict.ToString()),
        };
        return new(outcome, sentence, verdict.Run, verdict.Contradictions);
    }

    private static string WhyRefunded(PurchaseFacts facts, IReadOnlyList<StateVisit> visits, Func<string, string?> serviceOf)
    {
        var reason = facts.Purchase.FailureReason;
        if (reason == SagaFailure.RefundRequested)
            return "an operator asked for it.";
        if (visits.LastOrDefault(visit => visit.Error == reason) is not { } failed)
            return $"the saga ended with {reason ?? "an error that nobody recorded"}.";
        var who = serviceOf(failed.Name) ?? failed.Name;
        var words = string.IsNullOrEmpty(failed.Cause) ? "" : $" {Ended(failed.Cause)}";
        return reason switch
        {
            "States.Timeout" => $"{who} did not answer {failed.Name} in time.",
            SagaErrors.ConsumerFailed => $"{who} failed at {Event(failed)} again and again (ConsumerFailed):{words}",
            _ => $"{who} refused {Event(failed)} with {reason}{(words.Length > 0 ? ":" : ".")}{words}",
        };
    }

    private static string NeedsAttention(PurchaseFacts facts, IReadOnlyList<StateVisit> visits, Verdict verdict)
    {
        var refund = visits.LastOrDefault(visit => visit.Error is not null && visit.Name.Contains("Refund", StringComparison.Ordinal));
        if (refund is null)
            return $"A person has to decide: {facts.Purchase.FailureReason}. {verdict}";
        var words = string.IsNullOrEmpty(refund.Cause) ? "" : $" {Ended(refund.Cause)}";
        return $"A person has to decide: the refund failed with {refund.Error}.{words} It was begun because of {facts.Purchase.FailureReason}.";
    }

    private static string Event(StateVisit visit) => visit.Publishes ?? visit.Name;

    private static string After(PurchaseFacts facts) => facts.Purchase.CompletedAt is { } at
        ? string.Create(CultureInfo.InvariantCulture, $" {(at - facts.Purchase.CreatedAt).TotalSeconds:0.0} s after the checkout")
        : "";

    private static string Login(PurchaseFacts facts) => facts.Login?.State switch
    {
        "REDEEMED" => " and has logged in",
        "ISSUED" => ", and the login waits to be used",
        _ => "",
    };

    private static string Late(PurchaseFacts facts) => facts.DeadLetters is [var letter, ..]
        ? $" But {letter.EventName ?? "a message"} of it could not be processed and is in {letter.Queue}."
        : "";

    private static string Ended(string words) => words.TrimEnd().EndsWith('.') ? words.TrimEnd() : $"{words.TrimEnd()}.";
}
