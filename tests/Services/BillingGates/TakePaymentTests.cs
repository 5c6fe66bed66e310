using BillingGates.Payments;
using BillingGates.Purchases;
using BillingGates.TakePayment;
using Contracts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Services.Tests.Support;
using TakePaymentCommand = Contracts.TakePayment;

namespace Services.Tests.BillingGates;

public class TakePaymentTests
{
    private static readonly byte[] TokenKey = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly TakePaymentCommand Command =
        new("key-1", "prod_premium_tier", Events.Email, "pm_card_visa", "1-trace", "a-challenge");

    private readonly FakeTimeProvider time = new();
    private readonly InMemoryPurchases purchases = new();
    private readonly ScriptedProvider provider = new();
    private readonly RecordingSaga saga = new();

    [Fact]
    public async Task NewCheckout_ChargesTheCatalogsPrice_AndStartsTheSaga()
    {
        var answer = await TakeAsync(Command);

        Assert.Equal((PaymentOutcome.Accepted, PurchaseStatus.Paid), (answer.Outcome, answer.Status));
        Assert.Equal((9999, "USD"), (provider.ChargeCalls.Single().Amount.Value, provider.ChargeCalls.Single().Amount.Currency.ToUpperInvariant()));
        Assert.Equal(
            [new SagaInput(answer.PurchaseId!, Events.Email, "prod_premium_tier", 99.99m, "USD", "1-trace", "a-challenge")], saga.Started);
        Assert.True(StatusToken.IsValid(answer.StatusToken!, answer.PurchaseId!, TokenKey));
    }

    [Fact]
    public async Task SameKeyAndBody_GivesTheSameAnswer_AndNoSecondCharge()
    {
        var first = await TakeAsync(Command);
        var second = await TakeAsync(Command);

        Assert.Equal(first, second);
        Assert.Single(provider.ChargeCalls);
    }

    [Fact]
    public async Task SameKeyOtherBody_IsRefused()
    {
        await TakeAsync(Command);
        var answer = await TakeAsync(Command with { ProductId = "prod_basic_tier" });

        Assert.Equal(PaymentOutcome.KeyReused, answer.Outcome);
        Assert.Null(answer.StatusToken);
        Assert.Single(provider.ChargeCalls);
    }

    [Fact]
    public async Task DeclinedCard_IsAnsweredWithTheBanksReason_AndNoSagaStarts()
    {
        provider.Answers(new ChargeResult.Declined("card_declined", "insufficient_funds", "pi_1"));

        Assert.Equal((PaymentOutcome.Declined, "insufficient_funds"), Outcome(await TakeAsync(Command)));
        Assert.Equal((PaymentOutcome.Declined, "insufficient_funds"), Outcome(await TakeAsync(Command)));
        Assert.Single(provider.ChargeCalls);
        Assert.Empty(saga.Started);
    }

    [Fact]
    public async Task RefusedPaymentMethod_IsNotADecline()
    {
        provider.Answers(new ChargeResult.InvalidRequest("payment_method", "400 resource_missing"));

        Assert.Equal(PaymentOutcome.InvalidPaymentMethod, (await TakeAsync(Command)).Outcome);
        Assert.Equal(PaymentOutcome.InvalidPaymentMethod, (await TakeAsync(Command)).Outcome);
        Assert.Empty(saga.Started);
    }

    [Fact]
    public async Task UnknownOutcome_StaysPending_AndTheNextAttemptResolvesIt()
    {
        provider.Answers(new ChargeResult.Unknown("connection lost"));

        var pending = await TakeAsync(Command);
        Assert.Equal((PaymentOutcome.Accepted, PurchaseStatus.PaymentPending), (pending.Outcome, pending.Status));
        Assert.Empty(saga.Started);

        var paid = await TakeAsync(Command);
        Assert.Equal((PurchaseStatus.Paid, pending.PurchaseId), (paid.Status, paid.PurchaseId));
        Assert.Single(provider.ChargeCalls); // the second attempt found the charge
        Assert.Single(saga.Started);
    }

    [Fact]
    public async Task RequestThatNeverReachedTheProvider_IsChargedByTheNextAttempt()
    {
        provider.Answers(new ChargeResult.NotCharged("429"));

        Assert.Equal(PurchaseStatus.PaymentPending, (await TakeAsync(Command)).Status);
        Assert.Equal(PurchaseStatus.Paid, (await TakeAsync(Command)).Status);
        Assert.Equal(2, provider.ChargeCalls.Count);
    }

    [Fact]
    public async Task TwinInFlight_IsToldToWait_UntilTheLeaseRunsOut()
    {
        purchases.BeforeWrite = write => { if (write == nameof(IPurchases.MarkPaidAsync)) throw new InvalidOperationException("crash"); };
        await Assert.ThrowsAsync<InvalidOperationException>(() => TakeAsync(Command));
        purchases.BeforeWrite = null;

        Assert.Equal(PaymentOutcome.InFlight, (await TakeAsync(Command)).Outcome);

        time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(PurchaseStatus.Paid, (await TakeAsync(Command)).Status);
        Assert.Single(provider.Charged);
    }

    [Fact]
    public async Task UnknownProduct_StoresNothing()
    {
        Assert.Equal(PaymentOutcome.UnknownProduct, (await TakeAsync(Command with { ProductId = "prod_none" })).Outcome);
        Assert.Empty(purchases.Items);
    }

    [Fact]
    public async Task DirectStartThatFails_LeavesThePurchasePaid_ForTheStream()
    {
        saga.Error = new HttpRequestException("no route");

        Assert.Equal(PurchaseStatus.Paid, (await TakeAsync(Command)).Status);
    }

    [Fact]
    public async Task IntentIsStored_BeforeTheProviderHearsOfIt()
    {
        purchases.BeforeWrite = write => Assert.Equal(write == nameof(IPurchases.StoreIntentAsync) ? 0 : 1, provider.ChargeCalls.Count);

        Assert.Equal(PurchaseStatus.Paid, (await TakeAsync(Command)).Status);
    }

    private static (PaymentOutcome, string?) Outcome(PaymentAnswer answer) => (answer.Outcome, answer.DeclineCode);

    private Task<PaymentAnswer> TakeAsync(TakePaymentCommand command) => new Handler(
        purchases, _ => ValueTask.FromResult<IPaymentProvider>(provider), saga, _ => ValueTask.FromResult(TokenKey), "eu-west-1", time,
        NullLogger.Instance).HandleAsync(command, default);
}
