using BillingGates.Payments;
using BillingGates.Purchases;
using BillingGates.ReconcilePayments;
using Contracts;
using CsCheck;
using Local.Stripe;
using Microsoft.Extensions.Logging.Abstractions;
using Services.Tests.Support;
using Handler = BillingGates.TakePayment.Handler;

namespace Local.Tests.Stripe;

/// <summary>
/// Checkout and reconciler with the payment sandbox, on a clock that is moved. Stripe forgets idempotency keys after a day; a purchase is
/// remembered for good.
/// </summary>
public sealed class LongCheckoutTests(RunningSandbox sandbox) : IClassFixture<RunningSandbox>
{
    private static readonly TimeSpan LongerThanStripeRemembers = TimeSpan.FromHours(25);

    private readonly InMemoryPurchases purchases = new();
    private readonly SagaBook saga = new();
    private int checkouts;

    [Theory]
    [InlineData("pm_card_visa", PaymentOutcome.Accepted)]
    [InlineData("pm_card_chargeDeclined", PaymentOutcome.Declined)]
    [InlineData("pm_card_unheard_of", PaymentOutcome.InvalidPaymentMethod)]
    public async Task CheckoutRepeatedAfterADay_GivesTheSameAnswer_AndChargesNothing(string card, PaymentOutcome outcome)
    {
        var checkout = NewCheckout(card);
        var first = await TakeAsync(checkout);
        var charges = Charges(checkout).Count;
        sandbox.Time.Advance(LongerThanStripeRemembers);

        Assert.Equal(outcome, first.Outcome);
        Assert.Equal(first, await TakeAsync(checkout));
        Assert.Equal(charges, Charges(checkout).Count);
    }

    [Fact]
    public async Task LostCharge_IsFoundByACheckoutRepeatedAfterADay()
    {
        var checkout = NewCheckout(TestCards.OutageAfterCharge);
        Assert.Equal(PurchaseStatus.PaymentPending, (await TakeAsync(checkout)).Status);
        sandbox.Time.Advance(LongerThanStripeRemembers);

        Assert.Equal(PurchaseStatus.Paid, (await TakeAsync(checkout)).Status);
        Assert.Single(Charges(checkout));
    }

    [Fact]
    public async Task ExpiredCheckout_StaysDeclined_WhenItIsRepeatedAfterADay()
    {
        var checkout = NewCheckout(TestCards.OutageBeforeCharge);
        Assert.Equal(PurchaseStatus.PaymentPending, (await TakeAsync(checkout)).Status);
        sandbox.Time.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(ReconcileFinding.Expired, await ReconcileAsync(checkout));
        sandbox.Time.Advance(LongerThanStripeRemembers);

        var repeated = await TakeAsync(checkout);
        Assert.Equal((PaymentOutcome.Declined, "checkout_expired"), (repeated.Outcome, repeated.DeclineCode));
        Assert.Empty(Charges(checkout));
    }

    /// <summary>An outage of more than a day: the keys are forgotten, and the lookup alone knows.</summary>
    [Theory]
    [InlineData(TestCards.OutageAfterCharge, ReconcileFinding.Paid, 1)]
    [InlineData(TestCards.OutageBeforeCharge, ReconcileFinding.Expired, 0)]
    public async Task OutageOfMoreThanADay_CallsAPerson_AndIsResolvedWhenTheProviderIsBack(string card, ReconcileFinding finding, int charges)
    {
        var checkout = NewCheckout(card);
        await TakeAsync(checkout);
        sandbox.Time.Advance(LongerThanStripeRemembers);
        // Four attempts at the index, four at the list.
        sandbox.Faults.Add(call => call.Method == "GET", new StripeFault(FaultPoint.BeforeEffect, 503), times: 8);
        Assert.Equal(ReconcileFinding.NeedsAttention, await ReconcileAsync(checkout));

        Assert.Equal(finding, await ReconcileAsync(checkout));
        Assert.Equal(charges, Charges(checkout).Count);
    }

    /// <summary>
    /// Buyers, crashes, outages, the reconciler and time, in any order. In the end the purchase is paid with one charge, or declined with none:
    /// at once, or, when the provider keeps an error as the answer of the key, after it has forgotten the key.
    /// </summary>
    [Fact]
    public Task AnyHistory_EndsPaidWithOneCharge_OrDeclinedWithNone() => Gen.Int[0, 9].Array[1, 12].SampleAsync(
        async history =>
        {
            var checkout = NewCheckout("pm_card_visa");
            foreach (var happening in history)
                await HappenAsync(happening, checkout);

            sandbox.Faults.Clear();
            purchases.BeforeWrite = null;
            if (purchases.Items.ContainsKey(IdOf(checkout)))
            {
                foreach (var later in new[] { TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(20), LongerThanStripeRemembers })
                {
                    sandbox.Time.Advance(later);
                    await ReconcileAsync(checkout);
                }
            }

            var charged = Charges(checkout).Count;
            switch (purchases.Items.GetValueOrDefault(IdOf(checkout))?.Status)
            {
                case PurchaseStatus.Paid:
                    Assert.Equal((1, 1), (charged, saga.Started.Count(started => started.PurchaseId == IdOf(checkout))));
                    break;
                case null or PurchaseStatus.Declined:
                    Assert.Equal(0, charged);
                    break;
                case var status:
                    Assert.Fail($"still {status}");
                    break;
            }
        },
        iter: 200, threads: 1);

    private async Task HappenAsync(int happening, TakePayment checkout)
    {
        switch (happening)
        {
            case 0 or 1:
                await ExpectAnyEndAsync(() => TakeAsync(checkout));
                break;
            case 2 or 3:
                if (purchases.Items.ContainsKey(IdOf(checkout)))
                    await ExpectAnyEndAsync(() => ReconcileAsync(checkout));
                break;
            case 4:
                purchases.BeforeWrite = write => { if (write != nameof(IPurchases.StoreIntentAsync)) throw new CrashException(); };
                break;
            case 5:
                purchases.BeforeWrite = null;
                break;
            case 6:
                sandbox.Faults.Add(call => call.Method == "POST", new StripeFault(FaultPoint.BeforeEffect, 503), times: 4);
                break;
            case 7:
                sandbox.Faults.Add(call => call.Method == "POST", new StripeFault(FaultPoint.DuringEffect, 500), times: 1);
                break;
            case 8:
                sandbox.Time.Advance(TimeSpan.FromMinutes(10));
                break;
            case 9:
                sandbox.Time.Advance(TimeSpan.FromHours(13));
                break;
        }
    }

    private static async Task ExpectAnyEndAsync(Func<Task> attempt)
    {
        try
        {
            await attempt();
        }
        catch (CrashException)
        {
            // The process is gone; the purchase stays as it was written.
        }
    }

    private TakePayment NewCheckout(string card) => new(
        $"key-{Guid.NewGuid()}-{Interlocked.Increment(ref checkouts)}", "prod_premium_tier", "buyer@example.com", card, null);

    private Task<PaymentAnswer> TakeAsync(TakePayment checkout) => new Handler(
        purchases, _ => ValueTask.FromResult<IPaymentProvider>(sandbox.Payments()), saga, _ => ValueTask.FromResult(new byte[32]), "eu-west-1",
        sandbox.Time, NullLogger.Instance).HandleAsync(checkout, default);

    private async Task<ReconcileFinding> ReconcileAsync(TakePayment checkout)
    {
        sandbox.Time.Advance(TimeSpan.FromSeconds(31)); // no attempt runs, so its lease ends
        var reconciler = new Reconciler(
            purchases, _ => ValueTask.FromResult<IPaymentProvider>(sandbox.Payments()), saga, saga, "eu-west-1", sandbox.Time);
        return (await reconciler.ReconcileAsync(IdOf(checkout), isAsked: true, default)).Finding;
    }

    private IReadOnlyList<LedgerCharge> Charges(TakePayment checkout) => sandbox.Ledger.Read(IdOf(checkout)).Charges;

    private static string IdOf(TakePayment checkout) => PurchaseIdentity.IdFor(checkout.IdempotencyKey);

    private sealed class CrashException : Exception;
}
