using BillingGates.Purchases;
using Purchase.Tests.Support;

namespace Purchase.Tests.Ops;

[Collection(nameof(OpenShop))]
public class TimelineTests(Shop shop)
{
    private readonly Operator kit = new(shop);

    [Fact]
    public async Task CompletedPurchase_IsToldInOrder_FromEveryService_WithoutTheBuyersAddress()
    {
        var email = Shop.NewEmail();
        var purchase = await shop.BuyAsync(email);
        await shop.WaitForAsync(purchase, "COMPLETED");
        await shop.WaitForItemAsync("Orders", "purchaseId", purchase.PurchaseId, "state", "FULFILLED");
        await shop.WaitForEmailsAsync(email, 1);
        await UntilAsync(purchase.PurchaseId, "ends well", "welcome-receipt is sent");

        var told = await kit.DoAsync("timeline", purchase.PurchaseId);

        AssertInOrder(told.Output,
            "checkout of prod_premium_tier for 99.99 USD", "charged 99.99 USD (pi_", "saga        begins", "CreateUser: asked",
            "CreateUser: answered",
            "IssueToken: asked", "IssueToken: answered", "CompletePurchase: done", "AnnounceCompletion: done", "ends well", "Now",
            "GRANTED, usr_", "FULFILLED", "ISSUED, expires", "Charged, not refunded. The buyer has the account.");
        Assert.DoesNotContain("BROKEN", told.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Run:", told.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("@", told.Output, StringComparison.Ordinal);
        Assert.Equal(told.Output, (await kit.DoAsync("timeline", purchase.PurchaseId)).Output);
    }

    [Fact]
    public async Task RefundedPurchase_EndsWithTheRefund_AndItsReason()
    {
        var purchase = await shop.BuyAsync(Shop.NewEmail("blocked.example"));
        await shop.WaitForAsync(purchase, "REFUNDED");
        await UntilAsync(purchase.PurchaseId, "ends well", "refund-notice is sent");

        var told = await kit.DoAsync("timeline", purchase.PurchaseId);

        AssertInOrder(told.Output,
            "charged 99.99 USD", "CreateUser: fails with UserRefused", "RefundPayment: asked", "refunded (re_", "ends well", "Now",
            "REFUSED", "CANCELLED", "WITHDRAWN", "Charged and refunded. The money went back (UserRefused).");
        Assert.DoesNotContain("BROKEN", told.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeclinedPurchase_WasNeverCharged_AndProgramsReadItToo()
    {
        var key = Guid.NewGuid().ToString();
        await shop.BuyAsync(card: "pm_card_chargeDeclined", key: key);

        var json = (await kit.DoAsync("timeline", PurchaseIdentity.IdFor(key), "--json")).Json;

        Assert.Equal("DECLINED", json.GetProperty("status").GetString());
        Assert.Equal("not-charged", json.GetProperty("verdict").GetProperty("money").GetString());
        Assert.False(json.GetProperty("verdict").GetProperty("isOpen").GetBoolean());
    }

    [Fact]
    public async Task UnknownPurchase_IsSaid_WithExitCode1()
    {
        foreach (var verb in new[] { "timeline", "refund", "resume" })
        {
            var told = await kit.RunAsync(verb, "pur_00000000000000000000000000", "--yes");
            Assert.Equal((1, "There is no purchase pur_00000000000000000000000000."), (told.ExitCode, told.Errors.Trim()));
        }
    }

    /// <summary>The saga and the letters come to their ends after the status.</summary>
    private Task<string> UntilAsync(string purchaseId, params string[] parts) => Wait.ForAsync(string.Join(", ", parts), async () =>
    {
        var told = await kit.DoAsync("timeline", purchaseId);
        return parts.All(part => told.Output.Contains(part, StringComparison.Ordinal)) ? told.Output : null;
    });

    private static void AssertInOrder(string text, params string[] parts)
    {
        var at = 0;
        foreach (var part in parts)
        {
            var found = text.IndexOf(part, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"'{part}' is missing, or not where it should be, in\n{text}");
            at = found;
        }
    }
}
