using BillingGates.Payments;
using Local.Stripe;
using Stripe;

namespace Local.Tests.Stripe;

public sealed class PaymentProviderRefundTests(RunningSandbox sandbox) : IClassFixture<RunningSandbox>
{
    [Fact]
    public async Task Charge_IsRefundedOnce_HoweverOftenItIsAskedFor()
    {
        var request = await ChargedPurchase("pur_twice");

        var first = await sandbox.Payments().RefundAsync(request, default);
        var second = await sandbox.Payments().RefundAsync(request, default);

        var refund = Assert.Single(sandbox.Ledger.Read("pur_twice").Refunds);
        Assert.Equal(new RefundResult.Refunded(refund.RefundId), first);
        Assert.Equal((first, 9999L), (second, refund.Amount));
    }

    /// <summary>A refund redriven from its dead-letter queue comes days later, when Stripe has forgotten the key.</summary>
    [Fact]
    public async Task Refund_RepeatedAfterItsKeyWasForgotten_IsTheSameRefund()
    {
        var request = await ChargedPurchase("pur_days_later");
        var first = await sandbox.Payments().RefundAsync(request, default);
        sandbox.Time.Advance(TimeSpan.FromDays(3));

        Assert.Equal(first, await sandbox.Payments().RefundAsync(request, default));
        Assert.Single(sandbox.Ledger.Read("pur_days_later").Refunds);
    }

    [Fact]
    public async Task RefundMadeByHandBefore_IsTheAnswer()
    {
        var request = await ChargedPurchase("pur_by_hand");
        var byHand = await sandbox.StripeNet().V1.Refunds.CreateAsync(new RefundCreateOptions { PaymentIntent = request.PaymentIntentId });

        Assert.Equal(new RefundResult.Refunded(byHand.Id), await sandbox.Payments().RefundAsync(request, default));
    }

    [Fact]
    public async Task ConnectionCutAfterTheRefund_RefundsOnce()
    {
        var request = await ChargedPurchase("pur_cut");
        sandbox.Faults.Add(call => call.IsRefund && call.IdempotencyKey == "refund-pur_cut", new StripeFault(FaultPoint.AfterEffect));

        Assert.IsType<RefundResult.Refunded>(await sandbox.Payments().RefundAsync(request, default));
        Assert.Single(sandbox.Ledger.Read("pur_cut").Refunds);
    }

    [Fact]
    public async Task DisputedCharge_IsRefused()
    {
        var request = await ChargedPurchase("pur_disputed", "pm_card_createDispute");

        var refused = Assert.IsType<RefundResult.Refused>(await sandbox.Payments().RefundAsync(request, default));

        Assert.Equal("charge_disputed", refused.Code);
        Assert.Empty(sandbox.Ledger.Read("pur_disputed").Refunds);
    }

    [Fact]
    public async Task SlowRefund_IsPending_AndTheRepetitionLearnsItsEnd()
    {
        var request = await ChargedPurchase("pur_slow", "pm_card_pendingRefund");
        var pending = Assert.IsType<RefundResult.Pending>(await sandbox.Payments().RefundAsync(request, default));

        sandbox.Time.Advance(TestCards.RefundSettlesAfter);

        Assert.Equal(new RefundResult.Refunded(pending.RefundId), await sandbox.Payments().RefundAsync(request, default));
    }

    [Fact]
    public async Task UnknownPaymentIntent_IsRefused()
    {
        var refused = Assert.IsType<RefundResult.Refused>(await sandbox.Payments().RefundAsync(new RefundRequest("pur_none", "pi_none"), default));

        Assert.Equal("resource_missing", refused.Code);
    }

    private async Task<RefundRequest> ChargedPurchase(string purchaseId, string paymentMethod = "pm_card_visa")
    {
        var request = new ChargeRequest(purchaseId, MinorUnits.FromAmount(99.99m, "USD"), paymentMethod);
        var charged = Assert.IsType<ChargeResult.Charged>(await sandbox.Payments().ChargeAsync(request, default));
        return new RefundRequest(purchaseId, charged.PaymentIntentId);
    }
}
