using BillingGates.Purchases;
using Contracts;
using Local.Ops.Decisions;
using Local.Ops.Facts;
using static Local.Tests.Ops.Given;

namespace Local.Tests.Ops;

/// <summary>What <c>ops refund</c> and <c>ops resume</c> do about a purchase.</summary>
public sealed class RepairDecisionTests
{
    private const string Queue = "auth-service-subscription-dlq";

    [Theory]
    [InlineData(PurchaseStatus.Declined, "nothing was charged")]
    [InlineData(PurchaseStatus.Refunded, "refunded already")]
    public void Refund_OfWhatIsNotWithUs_DoesNothing(PurchaseStatus status, string why) =>
        Assert.Contains(why, Assert.IsType<RefundDecision.Nothing>(RefundDecision.For(Purchase(status))).Why, StringComparison.Ordinal);

    [Fact]
    public void Refund_OfAnUnknownCharge_IsNotGuessed()
    {
        var attention = Purchase(PurchaseStatus.NeedsAttention);

        Assert.Contains($"resume {Id}", Impossible(Purchase(PurchaseStatus.PaymentPending)).Why, StringComparison.Ordinal);
        Impossible(attention with { Purchase = attention.Purchase with { ChargeId = null } });
    }

    [Fact]
    public void Refund_OfAPaidPurchase_StopsItsSagaFirst() =>
        Assert.Equal($"arn:{Id}", Start(Purchase(PurchaseStatus.Paid, Saga(SagaStatus.Running, "IssueToken"))).Stop);

    [Theory]
    [InlineData("NoUser")]
    [InlineData("RefundPayment")]
    [InlineData("MarkRefunded")]
    public void Refund_OfAPurchaseThatIsBeingRefunded_LeavesItsSagaAlone(string state) =>
        Assert.IsType<RefundDecision.Nothing>(RefundDecision.For(Purchase(PurchaseStatus.Paid, Saga(SagaStatus.Running, state))));

    [Theory]
    [InlineData(PurchaseStatus.Completed, SagaStatus.Succeeded)]
    [InlineData(PurchaseStatus.NeedsAttention, SagaStatus.Failed)]
    public void Refund_OfAPurchaseWhoseSagaHasEnded_StopsNothing(PurchaseStatus status, SagaStatus saga) =>
        Assert.Null(Start(Purchase(status, Saga(saga, "RefundAgain"))).Stop);

    [Fact]
    public void Refund_AskedTwice_RunsOnce_AndGoesOnWhereItFailed()
    {
        var stopped = Saga(SagaStatus.Aborted, "IssueToken");

        Assert.IsType<RefundDecision.Nothing>(
            RefundDecision.For(Purchase(PurchaseStatus.Paid, stopped, Saga(SagaStatus.Running, "RefundPayment"))));
        Assert.IsType<RefundDecision.Redrive>(
            RefundDecision.For(Purchase(PurchaseStatus.NeedsAttention, stopped, Saga(SagaStatus.Failed, "RefundAgain"))));
        Impossible(Purchase(PurchaseStatus.NeedsAttention, stopped, Saga(SagaStatus.Failed, "RefundAgain", redrivable: false)));
    }

    [Fact]
    public void Resume_OfAPendingPayment_AsksTheReconciler_UnlessACheckoutIsCharging()
    {
        var pending = Purchase(PurchaseStatus.PaymentPending);

        Assert.IsType<ResumeStep.Reconcile>(Assert.Single(Resume(pending).Steps));
        Assert.Empty(Resume(pending with { Purchase = pending.Purchase with { LeaseUntil = Now.AddSeconds(1) } }).Steps);
    }

    [Fact]
    public void Resume_OfAPaidPurchaseWithoutSaga_StartsIt() =>
        Assert.IsType<ResumeStep.StartSaga>(Assert.Single(Resume(Purchase(PurchaseStatus.Paid)).Steps));

    [Theory]
    [InlineData(PurchaseStatus.Paid, SagaStatus.Failed)]
    [InlineData(PurchaseStatus.Paid, SagaStatus.TimedOut)]
    [InlineData(PurchaseStatus.Paid, SagaStatus.Aborted)]
    [InlineData(PurchaseStatus.Completed, SagaStatus.Failed)]
    [InlineData(PurchaseStatus.Refunded, SagaStatus.Failed)]
    [InlineData(PurchaseStatus.NeedsAttention, SagaStatus.Failed)]
    public void Resume_OfABrokenSaga_RedrivesIt(PurchaseStatus status, SagaStatus saga) =>
        Assert.IsType<ResumeStep.RedriveSaga>(Assert.Single(Resume(Purchase(status, Saga(saga, "AnState"))).Steps));

    /// <summary>The reconciler has called a person: the states before the account can't be passed any more, those of the refund can.</summary>
    [Fact]
    public void Resume_OfASagaThatThePersonWasCalledFor_IsLeftToTheRefund_UnlessItIsRefunding()
    {
        var ended = Purchase(PurchaseStatus.NeedsAttention, Saga(SagaStatus.Aborted, "IssueToken"));
        var called = ended with { Purchase = ended.Purchase with { FailureReason = AttentionReason.SagaEnded } };

        Assert.Empty(Resume(called).Steps);
        Assert.Equal($"refund {Id}", Verdict.On(called, Now).Run);
        Assert.Null(Start(called).Stop);
        Assert.Single(Resume(called with { Saga = Saga(SagaStatus.Aborted, "RefundPayment") }).Steps);
    }

    [Fact]
    public void Resume_NeverRedrivesASagaThatAnOperatorsRefundReplaced()
    {
        var stopped = Saga(SagaStatus.Aborted, "IssueToken");

        Assert.Empty(Resume(Purchase(PurchaseStatus.Refunded, stopped, Saga(SagaStatus.Succeeded))).Steps);
        Assert.Empty(Resume(Purchase(PurchaseStatus.Paid, stopped, Saga(SagaStatus.Running, "RefundPayment"))).Steps);
        Assert.Empty(Resume(Purchase(PurchaseStatus.Refunded, stopped)).Steps);
    }

    [Fact]
    public void Resume_MovesTheMessagesOfThePurchase_ButNoStreamPositions()
    {
        var facts = Purchase(
            PurchaseStatus.Completed, Saga(SagaStatus.Succeeded), null, Letter(Queue), Letter(Queue), Letter("start-saga-failures"));

        Assert.Equal(Queue, Assert.IsType<ResumeStep.RedriveMessages>(Assert.Single(Resume(facts).Steps)).Queue);
    }

    [Fact]
    public void Resume_OfWhatIsOnItsWay_DoesNothing_AndSaysWhatItWaitsFor()
    {
        var decision = Resume(Purchase(PurchaseStatus.Paid, Saga(SagaStatus.Running, "CreateUser", asked: true)));

        Assert.Empty(decision.Steps);
        Assert.Equal("The saga waits in CreateUser for the answer", decision.Nothing);
    }

    private static ResumeDecision Resume(PurchaseFacts facts) =>
        ResumeDecision.For(facts, Now, queue => queue.EndsWith("-dlq", StringComparison.Ordinal));

    private static RefundDecision.Start Start(PurchaseFacts facts) => Assert.IsType<RefundDecision.Start>(RefundDecision.For(facts));

    private static RefundDecision.Impossible Impossible(PurchaseFacts facts) =>
        Assert.IsType<RefundDecision.Impossible>(RefundDecision.For(facts));
}
