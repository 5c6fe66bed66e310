using BillingGates.Payments;
using BillingGates.Purchases;
using BillingGates.ReconcilePayments;
using Contracts;
using CsCheck;
using Services.Tests.Support;

namespace Services.Tests.BillingGates.ReconcilePayments;

/// <summary>The decisions, without any I/O.</summary>
public sealed class ReconciliationTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<PurchaseStatus> Statuses = Gen.Int[0, 5].Select(status => (PurchaseStatus)status);
    private static readonly Gen<TimeSpan> Ages = Gen.Int[0, 3 * 24 * 60].Select(minutes => TimeSpan.FromMinutes(minutes));
    private static readonly Gen<ChargeResult?> Lookups = OneOf<ChargeResult?>(
        null, new ChargeResult.Charged("pi_1", "ch_1"), new ChargeResult.Declined("card_declined", "lost_card", "pi_1"),
        new ChargeResult.InvalidRequest("payment_method", "400"), new ChargeResult.NotCharged("429"), new ChargeResult.Unknown("503"));
    private static readonly Gen<VoidResult> Voids = OneOf<VoidResult>(
        new VoidResult.Voided(), new VoidResult.AttemptFound("400"), new VoidResult.Unknown("503"));

    [Theory]
    [InlineData(PurchaseStatus.Declined)]
    [InlineData(PurchaseStatus.Completed)]
    [InlineData(PurchaseStatus.Refunded)]
    public void Decided_IsLeftAlone(PurchaseStatus status) =>
        Assert.Equal(new Step.Stop(ReconcileFinding.Decided), Begin(Purchase(status, TimeSpan.FromDays(2))));

    [Fact]
    public void Pending_IsLookedUp_OnceItsLeaseIsOver()
    {
        var purchase = Purchase(PurchaseStatus.PaymentPending, TimeSpan.FromMinutes(1));

        Assert.Equal(ReconcileFinding.InProgress, Finding(Begin(purchase with { LeaseUntil = Now + TimeSpan.FromTicks(1) })));
        Assert.IsType<Step.LookUp>(Begin(purchase with { LeaseUntil = Now }));
    }

    [Fact]
    public void Paid_IsLeftToDirectStartAndStreamForFiveMinutes_UnlessAnOperatorAsks()
    {
        var young = Purchase(PurchaseStatus.Paid, TimeSpan.FromSeconds(299));

        Assert.Equal(ReconcileFinding.InProgress, Finding(Begin(young)));
        Assert.IsType<Step.AskSaga>(Reconciliation.Begin(young, OpenPurchaseIn.Region, isAsked: true, Now));
        Assert.IsType<Step.AskSaga>(Begin(Purchase(PurchaseStatus.Paid, TimeSpan.FromMinutes(5))));
    }

    [Fact]
    public void NeedsAttention_IsLookedUpAgain_UnlessTheChargeIsKnown()
    {
        var purchase = Purchase(PurchaseStatus.NeedsAttention, TimeSpan.FromDays(2)) with { FailureReason = "SagaEnded" };

        Assert.IsType<Step.LookUp>(Begin(purchase));
        Assert.Equal(new Step.Stop(ReconcileFinding.NeedsAttention, "SagaEnded"), Begin(purchase with { PaymentIntentId = "pi_1" }));
    }

    [Fact]
    public void PurchaseOfAnotherRegion_IsLeftToIt() => Assert.Equal(
        ReconcileFinding.ElsewhereAtHome,
        Finding(Reconciliation.Begin(Purchase(PurchaseStatus.Paid, TimeSpan.FromDays(1)), "us-east-1", isAsked: true, Now)));

    [Theory]
    [InlineData(14, "Stop")]
    [InlineData(15, "Void")]
    public void NoCharge_IsVoided_OnceTheBuyerWillNotComeBack(int minutes, string step) =>
        Assert.Equal(step, AfterLookup(TimeSpan.FromMinutes(minutes), null).GetType().Name);

    [Theory]
    [InlineData(1439, "Stop")]
    [InlineData(1440, "CallPerson")]
    public void UnknownCharge_CallsAPerson_AfterADay(int minutes, string step)
    {
        Assert.Equal(step, AfterLookup(TimeSpan.FromMinutes(minutes), new ChargeResult.Unknown("503")).GetType().Name);
        Assert.Equal(step, AfterVoid(TimeSpan.FromMinutes(minutes), new VoidResult.AttemptFound("400")).GetType().Name);
        Assert.Equal(step, AfterVoid(TimeSpan.FromMinutes(minutes), new VoidResult.Unknown("503")).GetType().Name);
    }

    [Fact]
    public void Decline_KeepsTheBanksReason()
    {
        var declined = AfterLookup(TimeSpan.FromMinutes(1), new ChargeResult.Declined("card_declined", "lost_card", "pi_1"));

        Assert.Equal(new Step.MarkDeclined(new Decline("lost_card", false)), declined);
        Assert.Equal(
            new Step.MarkDeclined(new Decline("payment_method", true)),
            AfterLookup(TimeSpan.FromMinutes(1), new ChargeResult.InvalidRequest("payment_method", "400")));
    }

    [Fact]
    public void SagaThatEndedBeforeThePurchase_CallsAPerson()
    {
        Assert.IsType<Step.StartSaga>(Reconciliation.AfterSaga(SagaState.NotStarted));
        Assert.Equal(ReconcileFinding.InProgress, Finding(Reconciliation.AfterSaga(SagaState.Running)));
        Assert.Equal(new Step.CallPerson("SagaEnded"), Reconciliation.AfterSaga(SagaState.Ended));
    }

    /// <summary>Money follows the provider's word only, at any age and in any status.</summary>
    [Fact]
    public void NothingIsGuessed() => Gen.Select(Statuses, Ages, Lookups).Sample((status, age, found) =>
    {
        var step = Reconciliation.AfterLookup(Purchase(status, age), found, Now);

        Assert.Equal(found is ChargeResult.Charged, step is Step.MarkPaid);
        Assert.Equal(found is ChargeResult.Declined or ChargeResult.InvalidRequest, step is Step.MarkDeclined);
        Assert.True(step is not Step.Void || found is null, "void without a certain no");
    });

    [Fact]
    public void OnlyAVoidDeclinesWithoutTheProvider() => Gen.Select(Statuses, Ages, Voids).Sample((status, age, result) => Assert.Equal(
        result is VoidResult.Voided,
        Reconciliation.AfterVoid(Purchase(status, age), result, Now) == new Step.MarkDeclined(Decline.CheckoutExpired)));

    /// <summary>A purchase that a person was called for is counted at each run until it is decided, so the alarm goes on.</summary>
    [Fact]
    public void NeedsAttention_StaysCounted_WhileTheProviderCannotTell() => Gen.Select(Ages, Voids).Sample((age, result) =>
    {
        var purchase = Purchase(PurchaseStatus.NeedsAttention, age);
        Assert.Equal(ReconcileFinding.NeedsAttention, Finding(Reconciliation.AfterLookup(purchase, new ChargeResult.Unknown("503"), Now)));
        if (result is not VoidResult.Voided)
            Assert.Equal(ReconcileFinding.NeedsAttention, Finding(Reconciliation.AfterVoid(purchase, result, Now)));
    });

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static Purchase Purchase(PurchaseStatus status, TimeSpan age) => OpenPurchaseIn.Status(status, age, Now);

    private static Step Begin(Purchase purchase) => Reconciliation.Begin(purchase, OpenPurchaseIn.Region, isAsked: false, Now);

    private static Step AfterLookup(TimeSpan age, ChargeResult? found) =>
        Reconciliation.AfterLookup(Purchase(PurchaseStatus.PaymentPending, age), found, Now);

    private static Step AfterVoid(TimeSpan age, VoidResult result) =>
        Reconciliation.AfterVoid(Purchase(PurchaseStatus.PaymentPending, age), result, Now);

    private static ReconcileFinding? Finding(Step step) => (step as Step.Stop)?.Finding;
}
