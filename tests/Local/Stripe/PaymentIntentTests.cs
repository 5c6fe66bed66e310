using System.Net;
using Stripe;

namespace Local.Tests.Stripe;

/// <summary>Stripe's own client drives the sandbox: what it understands is what Stripe sends.</summary>
public sealed class PaymentIntentTests(RunningSandbox sandbox) : IClassFixture<RunningSandbox>
{
    private readonly PaymentIntentService intents = sandbox.StripeNet().V1.PaymentIntents;

    [Fact]
    public async Task GoodCard_CreateAndConfirm_ChargesIt()
    {
        var options = RunningSandbox.Payment();
        options.AddExpand("latest_charge");

        var intent = await intents.CreateAsync(options);

        Assert.Equal("succeeded", intent.Status);
        Assert.Equal(9999, intent.AmountReceived);
        Assert.Matches("^pi_[A-Za-z0-9]{24}$", intent.Id);
        Assert.StartsWith(intent.Id + "_secret_", intent.ClientSecret, StringComparison.Ordinal);
        Assert.True(intent.LatestCharge.Paid);
        Assert.Equal(intent.LatestChargeId, intent.LatestCharge.Id);
        Assert.Equal("4242", intent.LatestCharge.PaymentMethodDetails.Card.Last4);
        Assert.Equal("pur_1", intent.LatestCharge.Metadata["purchase_id"]);
    }

    [Theory]
    [InlineData("pm_card_chargeDeclined", "card_declined", "generic_decline")]
    [InlineData("pm_card_visa_chargeDeclined", "card_declined", "generic_decline")]
    [InlineData("pm_card_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds")]
    [InlineData("pm_card_chargeDeclinedLostCard", "card_declined", "lost_card")]
    [InlineData("pm_card_chargeDeclinedExpiredCard", "expired_card", null)]
    [InlineData("pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", null)]
    public async Task BadCard_CreateAndConfirm_IsACardErrorWithTheIntentInside(string card, string code, string? declineCode)
    {
        var exception = await Assert.ThrowsAsync<StripeException>(() => intents.CreateAsync(RunningSandbox.Payment(card, "pur_declined")));

        Assert.Equal(HttpStatusCode.PaymentRequired, exception.HttpStatusCode);
        Assert.Equal("card_error", exception.StripeError.Type);
        Assert.Equal((code, declineCode), (exception.StripeError.Code, exception.StripeError.DeclineCode));
        var intent = await intents.GetAsync(exception.StripeError.PaymentIntent.Id);
        Assert.Equal("requires_payment_method", intent.Status);
        Assert.Equal(code, intent.LastPaymentError.Code);
        Assert.Empty(sandbox.Ledger.Read("pur_declined").Charges);
    }

    [Fact]
    public async Task CardThatNeedsAuthentication_WithoutAnyoneToAuthenticate_IsDeclined()
    {
        var options = RunningSandbox.Payment("pm_card_authenticationRequired");
        options.ErrorOnRequiresAction = true;

        var exception = await Assert.ThrowsAsync<StripeException>(() => intents.CreateAsync(options));

        Assert.Equal("authentication_required", exception.StripeError.Code);
    }

    [Fact]
    public async Task CardThatNeedsAuthentication_Otherwise_WaitsForIt_AndCanBeCancelled()
    {
        var intent = await intents.CreateAsync(RunningSandbox.Payment("pm_card_authenticationRequired"));
        Assert.Equal("requires_action", intent.Status);
        Assert.NotNull(intent.NextAction);

        intent = await intents.CancelAsync(intent.Id, new PaymentIntentCancelOptions { CancellationReason = "abandoned" });

        Assert.Equal(("canceled", "abandoned"), (intent.Status, intent.CancellationReason));
    }

    [Fact]
    public async Task SucceededPayment_Cancel_TellsItsState()
    {
        var intent = await intents.CreateAsync(RunningSandbox.Payment());

        var exception = await Assert.ThrowsAsync<StripeException>(() => intents.CancelAsync(intent.Id));

        Assert.Equal(HttpStatusCode.BadRequest, exception.HttpStatusCode);
        Assert.Equal("payment_intent_unexpected_state", exception.StripeError.Code);
        Assert.Equal("succeeded", exception.StripeError.PaymentIntent.Status);
    }

    [Fact]
    public async Task DeclinedPayment_ConfirmWithAnotherCard_Succeeds()
    {
        var declined = await Assert.ThrowsAsync<StripeException>(() => intents.CreateAsync(RunningSandbox.Payment("pm_card_chargeDeclined")));

        var intent = await intents.ConfirmAsync(
            declined.StripeError.PaymentIntent.Id, new PaymentIntentConfirmOptions { PaymentMethod = "pm_card_mastercard" });

        Assert.Equal("succeeded", intent.Status);
        Assert.Null(intent.LastPaymentError);
    }

    [Fact]
    public async Task Payment_CreatedWithoutConfirmation_ChargesOnlyWhenConfirmed()
    {
        var options = RunningSandbox.Payment(purchaseId: "pur_two_steps");
        options.Confirm = null;

        var intent = await intents.CreateAsync(options);
        Assert.Equal("requires_confirmation", intent.Status);
        Assert.Empty(sandbox.Ledger.Read("pur_two_steps").Charges);

        Assert.Equal("succeeded", (await intents.ConfirmAsync(intent.Id)).Status);
        Assert.Single(sandbox.Ledger.Read("pur_two_steps").Charges);
    }

    [Fact]
    public async Task Payments_ListedByTimeInPages_ComeNewestFirstAndAll()
    {
        sandbox.Time.Advance(TimeSpan.FromHours(1));
        var from = sandbox.Time.GetUtcNow();
        var created = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            sandbox.Time.Advance(TimeSpan.FromSeconds(1));
            created.Insert(0, (await intents.CreateAsync(RunningSandbox.Payment())).Id);
        }

        var listed = new List<string>();
        var options = new PaymentIntentListOptions { Limit = 2, Created = new DateRangeOptions { GreaterThan = from.UtcDateTime } };
        await foreach (var intent in intents.ListAutoPagingAsync(options))
            listed.Add(intent.Id);

        Assert.Equal(created, listed);
    }

    [Fact]
    public async Task Payment_SearchedByMetadata_IsFound_OnceItIsIndexed()
    {
        var search = new PaymentIntentSearchOptions { Query = "metadata['purchase_id']:'pur_searched' AND status:'succeeded'" };
        var intent = await intents.CreateAsync(RunningSandbox.Payment(purchaseId: "pur_searched"));
        Assert.Empty((await intents.SearchAsync(search)).Data);

        sandbox.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(intent.Id, Assert.Single((await intents.SearchAsync(search)).Data).Id);
    }
}
