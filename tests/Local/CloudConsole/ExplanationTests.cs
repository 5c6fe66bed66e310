using Contracts;
using Local.CloudConsole.Stories;
using Local.Ops.Facts;
using static Local.Tests.Ops.Given;

namespace Local.Tests.CloudConsole;

public sealed class ExplanationTests
{
    [Fact]
    public void Refused_NamesServiceEventErrorAndCause() => Assert.Equal(
        "Refunded because UserDirectory refused PaymentSuccessful with UserRefused: The directory does not admit this buyer.",
        Why(Refunded("UserRefused"), Visit("CreateUser", "UserRefused", "The directory does not admit this buyer.", "PaymentSuccessful")));

    [Fact]
    public void ConsumerThatFailedToTheEnd_IsNamed() => Assert.Equal(
        "Refunded because AuthService failed at UserCreated again and again (ConsumerFailed): InvalidDataException.",
        Why(Refunded("ConsumerFailed"), Visit("IssueToken", "ConsumerFailed", "InvalidDataException", "UserCreated")));

    [Fact]
    public void Silence_IsToldAsSuch() => Assert.Equal(
        "Refunded because UserDirectory did not answer CreateUser in time.",
        Why(Refunded("States.Timeout"), Visit("CreateUser", "States.Timeout", null, "PaymentSuccessful")));

    [Fact]
    public void OperatorsRefund_IsNobodysFault() =>
        Assert.Equal("Refunded because an operator asked for it.", Why(Refunded("RefundRequested")));

    [Fact]
    public void RefundWithoutAHistory_StillNamesItsReason() =>
        Assert.Equal("Refunded because the saga ended with UserRefused.", Why(Refunded("UserRefused")));

    [Fact]
    public void Declined_SaysThatNothingWasCharged() => Assert.Equal(
        "Declined by the card's bank: insufficient_funds. Nothing was charged, and no saga began.",
        Why(Of(PurchaseStatus.Declined, record => record with { DeclineCode = "insufficient_funds" })));

    [Fact]
    public void Completed_SaysHowLongItTook_AndWhetherTheBuyerHasLoggedIn()
    {
        var facts = Of(PurchaseStatus.Completed, record => record with { CompletedAt = record.CreatedAt.AddSeconds(1.25) })
            with { Entitlement = new("GRANTED", "usr_1", true), Saga = Saga(SagaStatus.Succeeded) };

        Assert.Equal("Completed 1.3 s after the checkout: the buyer has the account.", Why(facts));
        Assert.Equal(
            "Completed 1.3 s after the checkout: the buyer has the account and has logged in.", Why(facts with { Login = new("REDEEMED", null, false) }));
        Assert.EndsWith(
            " But UserCreated of it could not be processed and is in order-dlq.", Why(facts with { DeadLetters = [Letter("order-dlq")] }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void RefundThatFailed_NeedsAPerson_AndNamesWhatToRun()
    {
        var explanation = Explain(
            Of(PurchaseStatus.NeedsAttention, record => record with { FailureReason = "UserRefused" }),
            Visit("CreateUser", "UserRefused", "No."), Visit("RefundPayment", "RefundRefused", "The charge is disputed"));

        Assert.Equal(
            "A person has to decide: the refund failed with RefundRefused. The charge is disputed. It was begun because of UserRefused.",
            explanation.Sentence);
        Assert.Equal(($"refund {Id}", Outcome.Failed), (explanation.Run, explanation.Outcome));
    }

    [Fact]
    public void MessageInADeadLetterQueue_IsWhyTheSagaWaits()
    {
        var explanation = Explain(Purchase(
            PurchaseStatus.Paid, Saga(SagaStatus.Running, "IssueToken", asked: true), null, Letter("auth-service-subscription-dlq")));

        Assert.Contains("is in auth-service-subscription-dlq", explanation.Sentence, StringComparison.Ordinal);
        Assert.Equal(($"resume {Id}", Outcome.Failed), (explanation.Run, explanation.Outcome));
    }

    [Fact]
    public void SagaThatWaits_IsWaitedFor() => Assert.Equal(
        Outcome.Waiting, Explain(Purchase(PurchaseStatus.Paid, Saga(SagaStatus.Running, "IssueToken", asked: true))).Outcome);

    private static PurchaseFacts Refunded(string reason) =>
        Of(PurchaseStatus.Refunded, record => record with { FailureReason = reason });

    private static PurchaseFacts Of(PurchaseStatus status, Func<PurchaseRecord, PurchaseRecord> change) =>
        Purchase(status) with { Purchase = change(Record(status)) };

    private static string Why(PurchaseFacts facts, params StateVisit[] visits) => Explain(facts, visits).Sentence;

    private static Explanation Explain(PurchaseFacts facts, params StateVisit[] visits) =>
        Explanation.Of(facts, visits, state => state switch { "CreateUser" => "UserDirectory", "IssueToken" => "AuthService", _ => null }, Now);

    private static StateVisit Visit(string state, string error, string? cause, string? publishes = null) =>
        new(state, "Task", Now.AddMinutes(-50), null) { Error = error, Cause = cause, Publishes = publishes, ExitedAt = Now.AddMinutes(-49) };
}
