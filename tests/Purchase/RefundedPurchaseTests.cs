using System.Net;
using Purchase.Tests.Support;

namespace Purchase.Tests;

[Collection(nameof(OpenShop))]
public class RefundedPurchaseTests(Shop shop)
{
    [SkippableFact]
    public async Task BlockedBuyer_IsChargedOnceAndRefundedOnce_AndKeepsNothing()
    {
        var email = Shop.NewEmail("blocked.example");
        var purchase = await shop.BuyAsync(email);
        Assert.Equal(HttpStatusCode.Accepted, purchase.Code);
        var view = await shop.WaitForAsync(purchase, "REFUNDED");

        Assert.False(view.TryGetProperty("login", out _));
        Assert.False(view.TryGetProperty("accountCreatedAt", out _));
        Assert.Equal("ACCOUNT_REFUSED", view.GetProperty("refundReason").GetString());
        var (paidAt, refundedAt) = (view.GetProperty("paidAt").GetDateTimeOffset(), view.GetProperty("refundedAt").GetDateTimeOffset());
        Assert.True(refundedAt > paidAt, $"paid at {paidAt:O}, refunded at {refundedAt:O}");
        var money = await shop.MoneyOfAsync(purchase.PurchaseId);
        Assert.Equal(
            Assert.Single(money.Charges).GetProperty("amount").GetInt64(), Assert.Single(money.Refunds).GetProperty("amount").GetInt64());

        await shop.WaitForItemAsync("Users", "pk", $"purchase#{purchase.PurchaseId}", "state", "REFUSED");
        await shop.WaitForItemAsync("Orders", "purchaseId", purchase.PurchaseId, "state", "CANCELLED");
        await shop.WaitForItemAsync("SsoTokens", "loginId", purchase.PurchaseId, "state", "WITHDRAWN");
        Assert.Null(await shop.ItemAsync("Users", "pk", $"email#{email}"));

        var notice = Assert.Single(await shop.WaitForEmailsAsync(email, 1));
        Assert.Contains("refunded", notice.GetProperty("subject").GetString(), StringComparison.Ordinal);
        Assert.Contains("99.99 USD", notice.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("99.99 USD", notice.GetProperty("html").GetString(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task OperatorsRefund_OfACompletedPurchase_TakesEverythingBack_Once()
    {
        var email = Shop.NewEmail();
        var purchase = await shop.BuyAsync(email);
        await shop.WaitForAsync(purchase, "COMPLETED");
        await shop.WaitForItemAsync("Orders", "purchaseId", purchase.PurchaseId, "state", "FULFILLED");

        await shop.StartRefundAsync(purchase.PurchaseId, email);
        await shop.StartRefundAsync(purchase.PurchaseId, email);
        await shop.WaitForItemAsync("Purchases", "purchaseId", purchase.PurchaseId, "status", "REFUNDED");

        var view = await shop.GetJsonAsync(purchase.StatusUrl, purchase.StatusToken);
        Assert.Equal("REQUESTED", view.GetProperty("refundReason").GetString());
        var money = await shop.MoneyOfAsync(purchase.PurchaseId);
        Assert.Single(money.Charges);
        Assert.Single(money.Refunds);
        await shop.WaitForItemAsync("Users", "pk", $"purchase#{purchase.PurchaseId}", "state", "REVOKED");
        await shop.WaitForItemAsync("Orders", "purchaseId", purchase.PurchaseId, "state", "CANCELLED");
        await shop.WaitForItemAsync("SsoTokens", "loginId", purchase.PurchaseId, "state", "WITHDRAWN");
        Assert.Contains(await shop.WaitForEmailsAsync(email, 2), letter =>
            letter.GetProperty("text").GetString()!.Contains("is cancelled", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task RefundThatTheProviderRefuses_NeedsAttention_AndTheSagaFailsVisibly()
    {
        var purchase = await shop.BuyAsync(Shop.NewEmail("blocked.example"), card: "pm_card_createDispute");
        await shop.WaitForAsync(purchase, "NEEDS_ATTENTION");

        var execution = await Wait.ForAsync("the end of the saga", async () =>
            (await shop.GetJsonAsync($"/_local/executions/{purchase.PurchaseId}")).GetProperty("status").GetString() is "FAILED" ? "FAILED" : null);
        Assert.Equal("FAILED", execution);
    }
}
