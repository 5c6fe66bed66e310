using System.Net;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Purchase.Tests.Support;

namespace Purchase.Tests;

/// <summary>
/// Purchases that got stuck, and what the reconciler makes of them. It is invoked here; by itself it runs every five minutes.
/// </summary>
public abstract class ReconciledPurchases(Shop shop)
{
    private static readonly TimeSpan BuyerIsGone = TimeSpan.FromMinutes(20);

    [SkippableFact]
    public async Task ChargeWhoseAnswerWasLost_IsFound_AndThePurchaseCompletes()
    {
        var email = Shop.NewEmail();
        var purchase = await shop.BuyAsync(email, card: "pm_local_outageAfterCharge");
        Assert.Equal("PAYMENT_PENDING", purchase.Body.GetProperty("status").GetString());

        Assert.Equal(("Paid", "PAID"), await ReconcileAsync(purchase));

        await shop.WaitForAsync(purchase, "COMPLETED");
        Assert.Single((await shop.MoneyOfAsync(purchase.PurchaseId)).Charges);
        await shop.WaitForEmailsAsync(email, 1);
    }

    [SkippableFact]
    public async Task CheckoutThatNeverReachedTheProvider_IsVoided_OnceTheBuyerIsGone()
    {
        var (key, email) = (Guid.NewGuid().ToString(), Shop.NewEmail());
        var purchase = await shop.BuyAsync(email, card: "pm_local_outageBeforeCharge", key: key);
        Assert.Equal(("Waiting", "PAYMENT_PENDING"), await ReconcileAsync(purchase));

        await shop.BackdateAsync(purchase.PurchaseId, BuyerIsGone);
        Assert.Equal(("Expired", "DECLINED"), await ReconcileAsync(purchase));

        Assert.Equal("DECLINED", (await shop.WaitForAsync(purchase, "DECLINED")).GetProperty("status").GetString());
        var repeated = await shop.BuyAsync(email, card: "pm_local_outageBeforeCharge", key: key);
        Assert.Equal((HttpStatusCode.PaymentRequired, "checkout_expired"), (repeated.Code, repeated.Body.GetProperty("declineCode").GetString()));
        Assert.Empty((await shop.MoneyOfAsync(purchase.PurchaseId)).Charges);
        Assert.DoesNotContain("openBucket", (await ItemAsync(purchase)).Keys);
    }

    [SkippableFact]
    public async Task Run_ResolvesEverythingThatIsOpen()
    {
        var lost = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => shop.BuyAsync(card: "pm_local_outageAfterCharge")));
        var never = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => shop.BuyAsync(card: "pm_local_outageBeforeCharge")));
        var young = await shop.BuyAsync(card: "pm_local_outageAfterCharge");
        foreach (var purchase in lost.Concat(never))
            await shop.BackdateAsync(purchase.PurchaseId, BuyerIsGone);

        var run = await shop.ReconcileAsync();
        Assert.InRange(run.GetProperty("reconciled").GetInt32(), 9, int.MaxValue);

        foreach (var purchase in lost)
            await shop.WaitForAsync(purchase, "COMPLETED");
        foreach (var purchase in never)
            await shop.WaitForAsync(purchase, "DECLINED");
        Assert.Equal("PAYMENT_PENDING", (await ItemAsync(young))["status"].S);
    }

    /// <summary>Direct start and stream start both lost: the third net.</summary>
    [SkippableFact]
    public async Task PaidPurchaseWithoutSaga_GetsIt_AndTheStreamsLateStartIsNoSecondOne()
    {
        var purchase = await shop.BuyAsync(card: "pm_local_outageAfterCharge");
        var charge = Assert.Single((await shop.MoneyOfAsync(purchase.PurchaseId)).Charges);
        await shop.StopAsync("StartSaga");
        await ChangeAsync(purchase, "paymentIntentId", charge.GetProperty("paymentIntentId").GetString()!);
        await ChangeAsync(purchase, "status", "PAID");

        Assert.Equal(("SagaStarted", "PAID"), await ReconcileAsync(purchase));
        await shop.WaitForAsync(purchase, "COMPLETED");
        await shop.StartAsync("StartSaga");

        var next = await shop.BuyAsync();
        await shop.WaitForAsync(next, "COMPLETED");
        Assert.Equal(("Decided", "COMPLETED"), await ReconcileAsync(purchase));
        Assert.Single((await shop.MoneyOfAsync(purchase.PurchaseId)).Charges);
    }

    [SkippableFact]
    public async Task PaidPurchaseWhoseSagaRuns_IsLeftToIt()
    {
        await shop.StopAsync("CreateUser");
        var purchase = await shop.BuyAsync();

        Assert.Equal(("InProgress", "PAID"), await ReconcileAsync(purchase));
        await shop.StartAsync("CreateUser");
        await shop.WaitForAsync(purchase, "COMPLETED");
    }

    [SkippableFact]
    public async Task PaidPurchaseWhoseSagaHasEnded_NeedsAttention()
    {
        var purchase = await shop.BuyAsync();
        await shop.WaitForAsync(purchase, "COMPLETED");
        await Wait.ForAsync("the end of the saga", async () =>
            (await shop.GetJsonAsync($"/_local/executions/{purchase.PurchaseId}")).GetRawText().Contains("SUCCEEDED", StringComparison.Ordinal)
                ? purchase
                : null);
        await ChangeAsync(purchase, "status", "PAID"); // as if the write had been lost

        Assert.Equal(("NeedsAttention", "NEEDS_ATTENTION"), await ReconcileAsync(purchase));
        var view = await shop.WaitForAsync(purchase, "NEEDS_ATTENTION");
        Assert.False(view.TryGetProperty("refundReason", out var reason) && reason.ValueKind != JsonValueKind.Null);
        Assert.Equal("SagaEnded", (await ItemAsync(purchase))["failureReason"].S);
    }

    [SkippableFact]
    public async Task UnknownPurchase_IsNamedSo()
    {
        var answer = (await shop.ReconcileAsync("pur_00000000000000000000000000")).GetProperty("purchase");

        Assert.Equal("NotFound", answer.GetProperty("finding").GetString());
    }

    private async Task<(string?, string?)> ReconcileAsync(CheckoutAnswer purchase)
    {
        var answer = (await shop.ReconcileAsync(purchase.PurchaseId)).GetProperty("purchase");
        return (answer.GetProperty("finding").GetString(), answer.GetProperty("status").GetString());
    }

    private async Task<Dictionary<string, AttributeValue>> ItemAsync(CheckoutAnswer purchase) =>
        (await shop.ItemAsync("Purchases", "purchaseId", purchase.PurchaseId))!;

    private Task ChangeAsync(CheckoutAnswer purchase, string attribute, string value) =>
        shop.ChangeItemAsync("Purchases", "purchaseId", purchase.PurchaseId, attribute, new AttributeValue(value));
}

/// <summary>In a shop of their own: a run looks at every open purchase.</summary>
public class ReconciledPurchaseTests(Shop shop) : ReconciledPurchases(shop), IClassFixture<Shop>;
