using Contracts;
using Local.Ops.Decisions;
using Local.Ops.Facts;
using static Local.Tests.Ops.Given;

namespace Local.Tests.Ops;

public sealed class VerdictTests
{
    [Fact]
    public void CheckoutUnderWay_IsWaitedFor()
    {
        var facts = Purchase(PurchaseStatus.PaymentPending) with
        {
            Purchase = Record(PurchaseStatus.PaymentPending) with { LeaseUntil = Now.AddSeconds(10) },
        };

        var verdict = Verdict.On(facts, Now);

        Assert.Equal((Money.Unknown, true, null), (verdict.Money, verdict.IsOpen, verdict.Run));
        Assert.Contains("charging, until 12:00:10", verdict.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PurchaseStatus.PaymentPending, Money.Unknown, true, $"resume {Id}")]
    [InlineData(PurchaseStatus.Declined, Money.NotCharged, false, null)]
    [InlineData(PurchaseStatus.Paid, Money.Charged, true, $"resume {Id}")]
    [InlineData(PurchaseStatus.Completed, Money.Charged, false, null)]
    [InlineData(PurchaseStatus.Refunded, Money.Refunded, false, null)]
    [InlineData(PurchaseStatus.NeedsAttention, Money.Charged, true, $"refund {Id}")]
    public void StatusAlone_SaysWhereTheMoneyIs_AndWhatToRun(PurchaseStatus status, Money money, bool isOpen, string? run)
    {
        var verdict = Verdict.On(Purchase(status), Now);

        Assert.Equal((money, isOpen, run), (verdict.Money, verdict.IsOpen, verdict.Run));
    }

    [Fact]
    public void NeedsAttentionWithoutACharge_AsksTheReconcilerAgain()
    {
        var facts = Purchase(PurchaseStatus.NeedsAttention) with
        {
            Purchase = Record(PurchaseStatus.NeedsAttention) with { ChargeId = null },
        };

        Assert.Equal((Money.Unknown, $"resume {Id}"), (Verdict.On(facts, Now).Money, Verdict.On(facts, Now).Run));
    }

    [Fact]
    public void WaitingSaga_NamesStateAndTime_AndNeedsNobody()
    {
        var verdict = Verdict.On(Purchase(PurchaseStatus.Paid, Saga(SagaStatus.Running, "IssueToken", asked: true)), Now);

        Assert.Equal(
            ("The saga waits in IssueToken for the answer", Now.AddMinutes(-57), null), (verdict.Reason, verdict.Since, verdict.Run));
    }

    [Fact]
    public void RetryingSaga_NamesAttemptAndError()
    {
        var facts = Purchase(PurchaseStatus.Paid, Saga(SagaStatus.Running, "RefundPayment", lastError: "RefundUnresolved"));

        var verdict = Verdict.On(facts, Now);

        Assert.Equal("The saga waits in RefundPayment to try again, attempt 2, after RefundUnresolved", verdict.Reason);
    }

    [Theory]
    [InlineData(SagaStatus.Failed, "failed in IssueToken with Failure")]
    [InlineData(SagaStatus.TimedOut, "ran out of time in IssueToken")]
    [InlineData(SagaStatus.Aborted, "was stopped in IssueToken")]
    public void BrokenSaga_NamesItsEnd_AndIsResumed(SagaStatus status, string end)
    {
        var verdict = Verdict.On(Purchase(PurchaseStatus.Paid, Saga(status, "IssueToken")), Now);

        Assert.Equal(($"The saga {end}", $"resume {Id}"), (verdict.Reason, verdict.Run));
    }

    [Fact]
    public void MessageInADeadLetterQueue_IsWhyTheSagaWaits()
    {
        var facts = Purchase(
            PurchaseStatus.Paid, Saga(SagaStatus.Running, "IssueToken", asked: true), null, Letter("auth-service-subscription-dlq"));

        var verdict = Verdict.On(facts, Now);

        Assert.Equal("UserCreated of it could not be processed and is in auth-service-subscription-dlq", verdict.Reason);
        Assert.Equal($"resume {Id}", verdict.Run);
    }

    [Fact]
    public void RefundedPurchaseWhoseBuyerHasTheAccount_BreaksAPromise_OnceNothingIsUnderWay()
    {
        var refunded = Purchase(PurchaseStatus.Refunded, Saga(SagaStatus.Succeeded)) with
        {
            Entitlement = new("GRANTED", "usr_1", true), Order = new("FULFILLED", Now),
        };

        Assert.Equal(
            ["It is refunded, and the buyer has the account.", "It is refunded, and the order is FULFILLED."],
            Verdict.On(refunded, Now).Contradictions);
        Assert.Empty(Verdict.On(refunded with { Saga = Saga(SagaStatus.Running, "AnnounceRefund") }, Now).Contradictions);
    }
}
