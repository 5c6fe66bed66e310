using BillingGates.Payments;
using BillingGates.Purchases;
using BillingGates.ReconcilePayments;
using Contracts;
using Microsoft.Extensions.Time.Testing;
using Services.Tests.Support;

namespace Services.Tests.BillingGates.ReconcilePayments;

/// <summary>One purchase, from what was found to what was written.</summary>
public sealed class ReconcilerTests
{
    private readonly FakeTimeProvider time = new(DateTimeOffset.Parse("2026-11-22T10:00:00Z", null));
    private readonly InMemoryPurchases purchases = new();
    private readonly ScriptedProvider provider = new();
    private readonly SagaBook saga = new();

    [Fact]
    public async Task LostAnswerToACharge_IsPaid_AndItsSagaStarts()
    {
        Store(PurchaseStatus.PaymentPending, minutesOld: 1);
        provider.Charged.Add("pur_1");

        Assert.Equal(ReconcileFinding.Paid, (await ReconcileAsync()).Finding);

        Assert.Equal((PurchaseStatus.Paid, "pi_pur_1", time.GetUtcNow()), (Stored.Status, Stored.PaymentIntentId, Stored.PaidAt));
        Assert.Equal(new SagaInput("pur_1", Events.Email, "prod_premium_tier", 99.99m, "USD", "1-trace", "a-challenge"), Assert.Single(saga.Started));
    }

    [Fact]
    public async Task LostAnswerToADecline_IsDeclined()
    {
        Store(PurchaseStatus.PaymentPending, minutesOld: 1);
        provider.Found = new ChargeResult.Declined("card_declined", "lost_card", "pi_1");

        Assert.Equal(new Step.Stop(ReconcileFinding.Declined, "lost_card"), await ReconcileAsync());
        Assert.Equal(new Decline("lost_card", false), Stored.Decline);
        Assert.Empty(saga.Started);
    }

    [Fact]
    public async Task CheckoutThatNeverReachedTheProvider_WaitsForTheBuyer_ThenExpires()
    {
        Store(PurchaseStatus.PaymentPending, minutesOld: 14);
        Assert.Equal(ReconcileFinding.Waiting, (await ReconcileAsync()).Finding);
        Assert.Equal(PurchaseStatus.PaymentPending, Stored.Status);
        Assert.Empty(provider.Voided);

        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(new Step.Stop(ReconcileFinding.Expired, "checkout_expired"), await ReconcileAsync());
        Assert.Equal((PurchaseStatus.Declined, Decline.CheckoutExpired), (Stored.Status, Stored.Decline));
        Assert.Equal(["pur_1"], provider.Voided);
    }

    /// <summary>Before the provider is told never to charge, nobody else may be about to.</summary>
    [Fact]
    public async Task Void_HappensUnderALease()
    {
        Store(PurchaseStatus.PaymentPending, minutesOld: 20);
        provider.BeforeCall = call =>
        {
            if (call == nameof(IPaymentProvider.VoidAsync))
                Assert.True(Stored.LeaseUntil >= time.GetUtcNow() + TimeSpan.FromSeconds(20), "no lease");
        };

        Assert.Equal(ReconcileFinding.Expired, (await ReconcileAsync()).Finding);
    }

    [Fact]
    public async Task BuyerWhoComesBackSinceTheLookup_IsNotDisturbed()
    {
        Store(PurchaseStatus.PaymentPending, minutesOld: 20);
        provider.BeforeCall = call =>
        {
            if (call == nameof(IPaymentProvider.FindChargeAsync))
                purchases.Items["pur_1"] = Stored with { LeaseUntil = time.GetUtcNow() + TimeSpan.FromSeconds(30) };
        };

        Assert.Equal(ReconcileFinding.InProgress, (await ReconcileAsync()).Finding);
        Assert.Empty(provider.Voided);
        Assert.Equal(PurchaseStatus.PaymentPending, Stored.Status);
    }

    [Fact]
    public async Task AttemptThatTheVoidRunsInto_IsFoundByTheNextRun()
    {
        Store(PurchaseStatus.PaymentPending, minutesOld: 20);
        provider.BeforeCall = call => { if (call == nameof(IPaymentProvider.VoidAsync)) provider.Charged.Add("pur_1"); };
        Assert.Equal(ReconcileFinding.Waiting, (await ReconcileAsync()).Finding);
        Assert.Equal(PurchaseStatus.PaymentPending, Stored.Status);

        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(ReconcileFinding.Paid, (await ReconcileAsync()).Finding);
    }

    /// <summary>The void's key is used up already; the crash lost the decision only.</summary>
    [Fact]
    public async Task CrashBetweenVoidAndDecision_IsMadeUpFor()
    {
        Store(PurchaseStatus.PaymentPending, minutesOld: 20);
        purchases.BeforeWrite = write => { if (write == nameof(IPurchases.MarkDeclinedAsync)) throw new InvalidOperationException("crash"); };
        await Assert.ThrowsAsync<InvalidOperationException>(ReconcileAsync);
        purchases.BeforeWrite = null;

        Assert.Equal(ReconcileFinding.InProgress, (await ReconcileAsync()).Finding); // its own lease
        time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(ReconcileFinding.Expired, (await ReconcileAsync()).Finding);
    }

    [Fact]
    public async Task OutageOfADay_CallsAPerson_AndTheProvidersAnswerSendsThePersonAway()
    {
        Store(PurchaseStatus.PaymentPending, minutesOld: 24 * 60);
        provider.Found = new ChargeResult.Unknown("503");
        Assert.Equal(new Step.Stop(ReconcileFinding.NeedsAttention, "PaymentUnresolved"), await ReconcileAsync());
        Assert.Equal(
            (PurchaseStatus.NeedsAttention, "PaymentUnresolved", time.GetUtcNow()),
            (Stored.Status, Stored.FailureReason, Stored.NeedsAttentionSince));

        Assert.Equal(ReconcileFinding.NeedsAttention, (await ReconcileAsync()).Finding);

        (provider.Found, _) = (null, provider.Charged.Add("pur_1"));
        Assert.Equal(ReconcileFinding.Paid, (await ReconcileAsync()).Finding);
        Assert.Equal((PurchaseStatus.Paid, null, null), (Stored.Status, Stored.FailureReason, Stored.NeedsAttentionSince));
        Assert.Single(saga.Started);
    }

    [Fact]
    public async Task UnresolvedPayment_ThatTheProviderNeverHad_Expires()
    {
        Store(PurchaseStatus.NeedsAttention, minutesOld: 25 * 60);

        Assert.Equal(ReconcileFinding.Expired, (await ReconcileAsync()).Finding);
        Assert.Equal(PurchaseStatus.Declined, Stored.Status);
    }

    [Fact]
    public async Task PaidPurchaseWithoutSaga_GetsIt()
    {
        Store(PurchaseStatus.Paid, minutesOld: 6);

        Assert.Equal(ReconcileFinding.SagaStarted, (await ReconcileAsync()).Finding);
        Assert.Single(saga.Started);
        Assert.Equal(ReconcileFinding.InProgress, (await ReconcileAsync()).Finding);
        Assert.Single(saga.Started);
    }

    [Fact]
    public async Task PaidPurchaseWhoseSagaHasEnded_CallsAPerson()
    {
        Store(PurchaseStatus.Paid, minutesOld: 6);
        saga.States["pur_1"] = SagaState.Ended;

        Assert.Equal(new Step.Stop(ReconcileFinding.NeedsAttention, "SagaEnded"), await ReconcileAsync());
        Assert.Equal(new Step.Stop(ReconcileFinding.NeedsAttention, "SagaEnded"), await ReconcileAsync());
        Assert.Equal("pi_1", Stored.PaymentIntentId);
    }

    [Fact]
    public async Task SagaThatCompletesInThisMoment_Wins()
    {
        Store(PurchaseStatus.Paid, minutesOld: 6);
        saga.States["pur_1"] = SagaState.Ended;
        saga.BeforeCall = _ => purchases.Items["pur_1"] = Stored with { Status = PurchaseStatus.Completed };

        Assert.Equal(ReconcileFinding.InProgress, (await ReconcileAsync()).Finding);
        Assert.Equal(PurchaseStatus.Completed, Stored.Status);
    }

    [Fact]
    public async Task Lookup_CoversTheAttempts_HoweverOldThePurchaseIs()
    {
        Store(PurchaseStatus.PaymentPending, minutesOld: 600);
        await ReconcileAsync();

        var lookup = Assert.Single(provider.Lookups);
        Assert.True(lookup.CreatedFrom < Stored.CreatedAt);
        Assert.InRange(lookup.CreatedTo - lookup.CreatedFrom, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task UnknownPurchase_IsNamedSo() => Assert.Equal(ReconcileFinding.NotFound, (await ReconcileAsync()).Finding);

    [Fact]
    public async Task TwoReconcilersAtOnce_ChargeNothing_AndStartOneSaga()
    {
        Store(PurchaseStatus.PaymentPending, minutesOld: 1);
        provider.Charged.Add("pur_1");

        var ends = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(ReconcileAsync)));

        Assert.Single(ends, end => end.Finding == ReconcileFinding.Paid);
        Assert.Single(saga.Started);
        Assert.Empty(provider.ChargeCalls);
    }

    private Purchase Stored => purchases.Items["pur_1"];

    private void Store(PurchaseStatus status, int minutesOld) =>
        purchases.Items["pur_1"] = OpenPurchaseIn.Status(status, TimeSpan.FromMinutes(minutesOld), time.GetUtcNow());

    private Task<Step.Stop> ReconcileAsync() =>
        new Reconciler(purchases, _ => ValueTask.FromResult<IPaymentProvider>(provider), saga, saga, OpenPurchaseIn.Region, time)
            .ReconcileAsync("pur_1", isAsked: false, default);
}
