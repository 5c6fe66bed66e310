using System.Net;
using Purchase.Tests.Support;

namespace Purchase.Tests;

[Collection(nameof(OpenShop))]
public class DeclinedPurchaseTests(Shop shop)
{
    [SkippableTheory]
    [InlineData("pm_card_chargeDeclined", "generic_decline")]
    [InlineData("pm_card_chargeDeclinedInsufficientFunds", "insufficient_funds")]
    public async Task DeclinedCard_Is402WithTheCode_AndNothingHappens(string card, string code)
    {
        var email = Shop.NewEmail();
        var (key, first) = (Guid.NewGuid().ToString(), default(CheckoutAnswer));
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var answer = await shop.BuyAsync(email, card: card, key: key);
            first ??= answer;
            Assert.Equal(HttpStatusCode.PaymentRequired, answer.Code);
            Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType!.MediaType);
            Assert.Equal("urn:awsplatform:problem:card-declined", answer.Problem);
            Assert.Equal(code, answer.Body.GetProperty("declineCode").GetString());
        }

        var ledger = await shop.GetJsonAsync("/_local/ledger");
        Assert.DoesNotContain(ledger.GetProperty("charges").EnumerateArray(), charge => charge.GetProperty("paymentMethod").GetString() == card);
        Assert.Empty(await shop.EmailsToAsync(email));
    }

    [SkippableFact]
    public async Task DeclinedBuyer_PaysWithAnotherCard_UnderANewKey()
    {
        var email = Shop.NewEmail();
        Assert.Equal(HttpStatusCode.PaymentRequired, (await shop.BuyAsync(email, card: "pm_card_chargeDeclined")).Code);

        await shop.WaitForAsync(await shop.BuyAsync(email), "COMPLETED");
    }
}
