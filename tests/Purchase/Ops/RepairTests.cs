using System.Text.Json;
using Local.Ops.Aws;
using Purchase.Tests.Support;

namespace Purchase.Tests.Ops;

/// <summary>Purchases that an operator refunds or makes go on. A shop of their own, because they stop its services.</summary>
public class RepairTests(Shop shop) : IClassFixture<Shop>
{
    private readonly Operator kit = new(shop);

    [Fact]
    public async Task RefundOfACompletedPurchase_TakesEverythingBack_AndTheSecondOneDoesNothing()
    {
        var email = Shop.NewEmail();
        var purchase = await shop.BuyAsync(email);
        await shop.WaitForAsync(purchase, "COMPLETED");
        await shop.WaitForItemAsync("Orders", "purchaseId", purchase.PurchaseId, "state", "FULFILLED");

        await kit.DoAsync("refund", purchase.PurchaseId, "--yes");
        await WaitForRefundAsync(purchase);
        var again = await kit.DoAsync("refund", purchase.PurchaseId, "--yes");

        Assert.Contains("refunded already", again.Output, StringComparison.Ordinal);
        Assert.Single((await shop.MoneyOfAsync(purchase.PurchaseId)).Refunds);
        await shop.WaitForItemAsync("Users", "pk", $"purchase#{purchase.PurchaseId}", "state", "REVOKED");
        await shop.WaitForItemAsync("Orders", "purchaseId", purchase.PurchaseId, "state", "CANCELLED");
    }

    [Fact]
    public async Task RefundOfAPaidPurchase_StopsItsSagaFirst_AndLeavesNothingStuck()
    {
        await shop.StopAsync("IssueToken");
        var purchase = await shop.BuyAsync();
        await shop.WaitForItemAsync("Users", "pk", $"purchase#{purchase.PurchaseId}", "state", "GRANTED");
        await WaitForIssueTokenAsync(purchase);

        var silent = await kit.RunAsync("refund", purchase.PurchaseId);
        Assert.Equal(2, silent.ExitCode);
        Assert.Contains("is stopped first", silent.Output, StringComparison.Ordinal);
        await kit.DoAsync("refund", purchase.PurchaseId, "--yes");
        await WaitForRefundAsync(purchase);
        await shop.StartAsync("IssueToken"); // finds the question of the stopped saga in its queue, and must not issue a login

        await shop.WaitForItemAsync("SsoTokens", "loginId", purchase.PurchaseId, "state", "WITHDRAWN");
        await shop.WaitForItemAsync("Users", "pk", $"purchase#{purchase.PurchaseId}", "state", "REVOKED");
        Assert.DoesNotContain(purchase.PurchaseId, await StuckAsync(), StringComparison.Ordinal);
        var resumed = await kit.DoAsync("resume", purchase.PurchaseId, "--yes");
        Assert.Contains("There is nothing to resume", resumed.Output, StringComparison.Ordinal);
        var timeline = (await kit.DoAsync("timeline", purchase.PurchaseId)).Output;
        Assert.Contains("is stopped with RefundRequested", timeline, StringComparison.Ordinal);
        Assert.Contains("Charged and refunded.", timeline, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LostAnswerOfTheProvider_IsResolvedByResume_AndNotRefundedBlindly()
    {
        var purchase = await shop.BuyAsync(card: "pm_local_outageAfterCharge");
        Assert.Equal("PAYMENT_PENDING", purchase.Body.GetProperty("status").GetString());

        var refund = await kit.RunAsync("refund", purchase.PurchaseId, "--yes");
        Assert.Equal(1, refund.ExitCode);
        Assert.Contains("Nobody knows yet whether the provider charged", refund.Errors, StringComparison.Ordinal);

        var told = await kit.DoAsync("resume", purchase.PurchaseId, "--yes");
        Assert.Contains("ReconcilePayments", told.Output, StringComparison.Ordinal);
        await shop.WaitForAsync(purchase, "COMPLETED");
        await kit.DoAsync("resume", purchase.PurchaseId, "--yes");
        Assert.Single((await shop.MoneyOfAsync(purchase.PurchaseId)).Charges);
    }

    [Fact]
    public async Task StoppedSaga_IsRedriven_WhereItStood()
    {
        await shop.StopAsync("RecordOrder");
        await shop.StopAsync("IssueToken");
        var purchase = await shop.BuyAsync();
        await shop.WaitForItemAsync("Users", "pk", $"purchase#{purchase.PurchaseId}", "state", "GRANTED");
        await WaitForIssueTokenAsync(purchase);
        using (var aws = await OperatorAws.ConnectAsync(OperatorTarget.Emulator(shop.Cloud.AwsUrl), CancellationToken.None))
            await aws.StepFunctions.StopExecutionAsync(new() { ExecutionArn = aws.Map.ExecutionOf(purchase.PurchaseId) });
        var timeline = await kit.DoAsync("timeline", purchase.PurchaseId);
        Assert.Contains("The saga was stopped in IssueToken", timeline.Output, StringComparison.Ordinal);

        await kit.DoAsync("resume", purchase.PurchaseId, "--yes");
        await shop.StartAsync("IssueToken");
        await shop.StartAsync("RecordOrder");

        await shop.WaitForAsync(purchase, "COMPLETED");
        Assert.Single((await shop.MoneyOfAsync(purchase.PurchaseId)).Charges);
    }

    private Task WaitForIssueTokenAsync(CheckoutAnswer purchase) => Wait.ForAsync("the saga to wait for IssueToken", async () =>
    {
        var verdict = (await kit.DoAsync("stuck", "--minutes", "0", "--json")).Json.EnumerateArray()
            .Where(stuck => stuck.GetProperty("purchaseId").GetString() == purchase.PurchaseId)
            .Select(stuck => stuck.GetProperty("verdict")).SingleOrDefault();
        return verdict.ValueKind != JsonValueKind.Undefined
            && verdict.GetProperty("reason").GetString() == "The saga waits in IssueToken for the answer" ? "it waits" : null;
    });

    private async Task<string> StuckAsync() => (await kit.DoAsync("stuck", "--minutes", "0")).Output;

    private Task WaitForRefundAsync(CheckoutAnswer purchase) =>
        shop.WaitForItemAsync("Purchases", "purchaseId", purchase.PurchaseId, "status", "REFUNDED");
}
