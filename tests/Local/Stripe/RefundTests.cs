using Local.Stripe;
using Stripe;

namespace Local.Tests.Stripe;

public sealed class RefundTests(RunningSandbox sandbox) : IClassFixture<RunningSandbox>
{
    private readonly PaymentIntentService intents = sandbox.StripeNet().V1.PaymentIntents;
    private readonly RefundService refunds = sandbox.StripeNet().V1.Refunds;

    [Fact]
    public async Task Charge_Refund_ReturnsAllOfIt()
    {
        var intent = await intents.CreateAsync(RunningSandbox.Payment(purchaseId: "pur_refunded"));

        var refund = await refunds.CreateAsync(new RefundCreateOptions { PaymentIntent = intent.Id, Reason = "requested_by_customer" });

        Assert.Equal(("succeeded", 9999L, intent.LatestChargeId), (refund.Status, refund.Amount, refund.ChargeId));
        Assert.Matches("^re_[A-Za-z0-9]{24}$", refund.Id);
        var charge = await sandbox.StripeNet().V1.Charges.GetAsync(intent.LatestChargeId);
        Assert.True(charge.Refunded);
        var entry = Assert.Single(sandbox.Ledger.Read("pur_refunded").Refunds);
        Assert.Equal((refund.Id, 9999L, "USD", "succeeded"), (entry.RefundId, entry.Amount, entry.Currency, entry.Status));
    }

    [Fact]
    public async Task RefundedCharge_RefundAgain_IsAlreadyRefunded()
    {
        var intent = await intents.CreateAsync(RunningSandbox.Payment());
        await refunds.CreateAsync(new RefundCreateOptions { PaymentIntent = intent.Id });

        var exception = await Assert.ThrowsAsync<StripeException>(() => refunds.CreateAsync(new RefundCreateOptions { PaymentIntent = intent.Id }));

        Assert.Equal("charge_already_refunded", exception.StripeError.Code);
    }

    [Fact]
    public async Task Charge_RefundInParts_StopsAtItsAmount()
    {
        var intent = await intents.CreateAsync(RunningSandbox.Payment());
        await refunds.CreateAsync(new RefundCreateOptions { Charge = intent.LatestChargeId, Amount = 4000 });

        var exception = await Assert.ThrowsAsync<StripeException>(
            () => refunds.CreateAsync(new RefundCreateOptions { PaymentIntent = intent.Id, Amount = 6000 }));
        Assert.Equal("amount", exception.StripeError.Param);

        var rest = await refunds.CreateAsync(new RefundCreateOptions { PaymentIntent = intent.Id });
        Assert.Equal(5999, rest.Amount);
        Assert.Equal(2, (await refunds.ListAsync(new RefundListOptions { PaymentIntent = intent.Id })).Data.Count);
    }

    [Fact]
    public async Task DisputedCharge_Refund_IsRefused()
    {
        var intent = await intents.CreateAsync(RunningSandbox.Payment("pm_card_createDispute"));

        var exception = await Assert.ThrowsAsync<StripeException>(() => refunds.CreateAsync(new RefundCreateOptions { PaymentIntent = intent.Id }));

        Assert.Equal("charge_disputed", exception.StripeError.Code);
    }

    [Fact]
    public async Task SlowRefund_IsPendingFirst_AndSucceedsLater()
    {
        var intent = await intents.CreateAsync(RunningSandbox.Payment("pm_card_pendingRefund"));
        var refund = await refunds.CreateAsync(new RefundCreateOptions { PaymentIntent = intent.Id });
        Assert.Equal("pending", refund.Status);

        sandbox.Time.Advance(TestCards.RefundSettlesAfter);

        Assert.Equal("succeeded", (await refunds.GetAsync(refund.Id)).Status);
    }

    [Fact]
    public async Task DeclinedPayment_Refund_IsRefused()
    {
        var declined = await Assert.ThrowsAsync<StripeException>(() => intents.CreateAsync(RunningSandbox.Payment("pm_card_chargeDeclined")));

        var exception = await Assert.ThrowsAsync<StripeException>(
            () => refunds.CreateAsync(new RefundCreateOptions { PaymentIntent = declined.StripeError.PaymentIntent.Id }));

        Assert.Equal("payment_intent", exception.StripeError.Param);
    }
}
