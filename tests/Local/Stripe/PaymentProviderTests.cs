using BillingGates.Payments;
using Local.Stripe;
using Stripe;

namespace Local.Tests.Stripe;

/// <summary>BillingGates' payment provider over the wire. The ledger is the truth that its answers are held against.</summary>
public sealed class PaymentProviderTests(RunningSandbox sandbox) : IClassFixture<RunningSandbox>
{
    private static readonly StripeFault LostAnswer = new(FaultPoint.AfterEffect);

    [Fact]
    public void ApiVersion_IsTheOneOfStripesClientInTheseTests() => Assert.Equal(StripeOptions.ApiVersion, StripeConfiguration.ApiVersion);

    [Fact]
    public async Task GoodCard_IsChargedOnce_HoweverOftenItIsAskedFor()
    {
        var payments = sandbox.Payments();

        var first = await payments.ChargeAsync(Charge("pur_twice"), default);
        var second = await payments.ChargeAsync(Charge("pur_twice"), default);

        var entry = Assert.Single(sandbox.Ledger.Read("pur_twice").Charges);
        Assert.Equal(new ChargeResult.Charged(entry.PaymentIntentId, entry.ChargeId), first);
        Assert.Equal(first, second);
        Assert.Equal((9999L, "USD", "pm_card_visa"), (entry.Amount, entry.Currency, entry.PaymentMethod));
    }

    [Theory]
    [InlineData("pm_card_chargeDeclined", "card_declined", "generic_decline")]
    [InlineData("pm_card_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds")]
    [InlineData("pm_card_chargeDeclinedExpiredCard", "expired_card", null)]
    [InlineData("pm_card_authenticationRequired", "authentication_required", null)]
    public async Task BadCard_IsDeclined_NowAndWhenLookedUp(string card, string code, string? declineCode)
    {
        var declined = Assert.IsType<ChargeResult.Declined>(await sandbox.Payments().ChargeAsync(Charge($"pur_{card}", card), default));

        Assert.Equal((code, declineCode), (declined.Code, declined.DeclineCode));
        Assert.Empty(sandbox.Ledger.Read($"pur_{card}").Charges);
        Assert.Equal(declined, await Find($"pur_{card}"));
    }

    [Fact]
    public async Task UnknownPaymentMethod_IsAnInvalidRequest()
    {
        var result = await sandbox.Payments().ChargeAsync(Charge("pur_unknown_method", "pm_card_unheard_of"), default);

        Assert.Equal("payment_method", Assert.IsType<ChargeResult.InvalidRequest>(result).Parameter);
    }

    [Fact]
    public async Task WrongApiKey_ChargesNothing() =>
        Assert.IsType<ChargeResult.NotCharged>(await sandbox.Payments("sk_live_wrong").ChargeAsync(Charge("pur_wrong_key"), default));

    [Fact]
    public async Task ConnectionCutAfterTheCharge_IsRepeatedWithTheSameKey_AndChargesOnce()
    {
        sandbox.Faults.Add(ChargeOf("pur_cut"), LostAnswer);

        var result = await sandbox.Payments().ChargeAsync(Charge("pur_cut"), default);

        Assert.Equal(Assert.Single(sandbox.Ledger.Read("pur_cut").Charges).ChargeId, Assert.IsType<ChargeResult.Charged>(result).ChargeId);
    }

    [Fact]
    public async Task AnswerThatNeverComes_IsRepeatedAfterTheAttemptsTimeout()
    {
        sandbox.Faults.Add(ChargeOf("pur_hang"), LostAnswer with { Delay = Timeout.InfiniteTimeSpan });

        var result = await sandbox.Payments(attemptTimeout: TimeSpan.FromSeconds(1)).ChargeAsync(Charge("pur_hang"), default);

        Assert.IsType<ChargeResult.Charged>(result);
        Assert.Single(sandbox.Ledger.Read("pur_hang").Charges);
    }

    [Fact]
    public async Task OutageAfterTheCharge_IsUnknown_AndTheLookupFindsTheCharge()
    {
        Assert.IsType<ChargeResult.Unknown>(await sandbox.Payments().ChargeAsync(Charge("pur_after", TestCards.OutageAfterCharge), default));

        var charge = Assert.Single(sandbox.Ledger.Read("pur_after").Charges);
        Assert.Equal(new ChargeResult.Charged(charge.PaymentIntentId, charge.ChargeId), await Find("pur_after"));
    }

    [Fact]
    public async Task OutageBeforeTheCharge_IsUnknown_AndTheLookupFindsNothing()
    {
        Assert.IsType<ChargeResult.Unknown>(await sandbox.Payments().ChargeAsync(Charge("pur_before", TestCards.OutageBeforeCharge), default));

        Assert.Empty(sandbox.Ledger.Read("pur_before").Charges);
        Assert.Null(await Find("pur_before"));
    }

    /// <summary>Stripe repeats a stored 500 for a day, so that only the lookup can tell.</summary>
    [Fact]
    public async Task ErrorInsideStripeAfterTheCharge_StaysUnknown_AndTheLookupFindsTheCharge()
    {
        sandbox.Faults.Add(ChargeOf("pur_500"), new StripeFault(FaultPoint.DuringEffect, 500));

        Assert.IsType<ChargeResult.Unknown>(await sandbox.Payments().ChargeAsync(Charge("pur_500"), default));
        Assert.IsType<ChargeResult.Unknown>(await sandbox.Payments().ChargeAsync(Charge("pur_500"), default));

        Assert.Single(sandbox.Ledger.Read("pur_500").Charges);
        Assert.IsType<ChargeResult.Charged>(await Find("pur_500"));
    }

    [Fact]
    public async Task LookupDuringAnOutage_IsUnknown()
    {
        sandbox.Faults.Add(call => call is { Method: "GET", Path: "/v1/payment_intents" }, new StripeFault(FaultPoint.BeforeEffect, 503), times: 4);

        Assert.IsType<ChargeResult.Unknown>(await Find("pur_anything"));
    }

    [Fact]
    public async Task Lookup_GoesThroughAllPages()
    {
        var oldest = await sandbox.Payments().ChargeAsync(Charge("pur_page_first"), default);
        for (var i = 0; i < 120; i++)
            await sandbox.Payments().ChargeAsync(Charge($"pur_page_{i}"), default);

        Assert.Equal(oldest, await Find("pur_page_first"));
    }

    [Fact]
    public async Task FiftyCallsAtOnce_ForOnePurchase_AllSeeTheOneCharge()
    {
        var payments = sandbox.Payments(maxAttempts: 50);

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => payments.ChargeAsync(Charge("pur_crowd"), default)));

        var charge = Assert.Single(sandbox.Ledger.Read("pur_crowd").Charges);
        Assert.All(results, result => Assert.Equal(new ChargeResult.Charged(charge.PaymentIntentId, charge.ChargeId), result));
    }

    private static ChargeRequest Charge(string purchaseId, string paymentMethod = "pm_card_visa") =>
        new(purchaseId, MinorUnits.FromAmount(99.99m, "USD"), paymentMethod);

    private static Predicate<StripeCall> ChargeOf(string purchaseId) => call => call.IsCharge && call.IdempotencyKey == $"charge-{purchaseId}";

    private Task<ChargeResult?> Find(string purchaseId)
    {
        var now = sandbox.Time.GetUtcNow();
        return sandbox.Payments().FindChargeAsync(new ChargeLookup(purchaseId, now.AddMinutes(-5), now.AddMinutes(5)), default);
    }
}
