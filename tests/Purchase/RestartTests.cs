using Amazon.SQS.Model;
using Local.Faults;
using Purchase.Tests.Support;

namespace Purchase.Tests;

/// <summary>The local cloud is stopped in mid-purchase and started again on the same folder: every purchase ends as promised.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("data-").FullName;

    [Fact]
    public async Task StoppedInMidPurchase_EveryPurchaseEndsAsPromised_AfterTheNextStart()
    {
        var key = Guid.NewGuid().ToString();
        string[] emails = [.. Enumerable.Range(0, 5).Select(_ => Shop.NewEmail())];
        var throttled = new FaultRule(FaultKind.Throttle) { Function = FaultRule.Saga, Call = "sns:Publish" };
        CheckoutAnswer completed, withoutToken, toBeRefunded, unanswered, inFlight, inQueue;
        await using (var before = await KeptShop.OpenAsync(folder, faults: throttled))
        {
            completed = await before.BuyAsync(emails[0]);
            await before.WaitForAsync(completed, "COMPLETED");
            await before.WaitForEmailsAsync(emails[0], 1);

            foreach (var function in (string[])["IssueToken", "RefundPayment", "SendEmail"])
                await before.StopAsync(function);
            withoutToken = await before.BuyAsync(emails[1]);
            toBeRefunded = await before.BuyAsync(Shop.NewEmail("blocked.example"));
            await before.WaitForItemAsync("Users", "pk", $"purchase#{toBeRefunded.PurchaseId}", "state", "REFUSED");
            await before.WaitForItemAsync("Orders", "purchaseId", withoutToken.PurchaseId, "state", "OPEN");
            unanswered = await before.BuyAsync(emails[2], card: "pm_local_outageAfterCharge", key: key);

            await before.StopAsync("CreateUser");
            inFlight = await before.BuyAsync(emails[3]);
            await TakeMessageAsync(before, "user-directory-subscription", inFlight);
            inQueue = await before.BuyAsync(emails[4]);
        }

        await using var shop = await KeptShop.OpenAsync(folder);
        var repeated = await shop.BuyAsync(emails[2], card: "pm_local_outageAfterCharge", key: key);

        Assert.Equal(unanswered.PurchaseId, repeated.PurchaseId);
        await shop.WaitForAsync(toBeRefunded, "REFUNDED");
        Assert.Single((await shop.MoneyOfAsync(toBeRefunded.PurchaseId)).Refunds);
        foreach (var (purchase, email) in new[] { completed, withoutToken, repeated, inFlight, inQueue }.Zip(emails))
        {
            await shop.WaitForAsync(purchase, "COMPLETED");
            await shop.WaitForItemAsync("Orders", "purchaseId", purchase.PurchaseId, "state", "FULFILLED");
            Assert.Single((await shop.MoneyOfAsync(purchase.PurchaseId)).Charges);
            Assert.Empty((await shop.MoneyOfAsync(purchase.PurchaseId)).Refunds);
            Assert.Single(await shop.WaitForEmailsAsync(email, 1));
        }
    }

    [Fact]
    public async Task PaidPurchase_WhoseSagaHasNotStarted_IsStartedFromTheStream_AfterTheNextStart()
    {
        CheckoutAnswer paid;
        await using (var before = await KeptShop.OpenAsync(folder, loseSagaStarts: true))
        {
            await before.StopAsync("StartSaga");
            paid = await before.BuyAsync();
            await before.WaitForAsync(paid, "PAID");
        }

        await using var shop = await KeptShop.OpenAsync(folder);

        await shop.WaitForAsync(paid, "COMPLETED");
        Assert.Single((await shop.MoneyOfAsync(paid.PurchaseId)).Charges);
    }

    [Fact]
    public async Task Start_WithoutAnythingNew_RepeatsNothing()
    {
        var email = Shop.NewEmail();
        CheckoutAnswer purchase;
        string token;
        await using (var before = await KeptShop.OpenAsync(folder))
        {
            purchase = await before.BuyAsync(email);
            token = await before.LoginTokenAsync(purchase);
            await before.WaitForEmailsAsync(email, 1);
        }

        await using var shop = await KeptShop.OpenAsync(folder);
        var next = await shop.BuyAsync();
        await shop.WaitForAsync(next, "COMPLETED");

        Assert.Equal(token, await shop.LoginTokenAsync(purchase));
        Assert.Single((await shop.MoneyOfAsync(purchase.PurchaseId)).Charges);
        Assert.Single(await shop.EmailsToAsync(email));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>As a consumer that holds the message when everything ends.</summary>
    private static Task<Message> TakeMessageAsync(Shop shop, string queue, CheckoutAnswer purchase) =>
        Wait.ForAsync($"the message of {purchase.PurchaseId}", async () =>
        {
            var request = new ReceiveMessageRequest { QueueUrl = await shop.QueueUrlAsync(queue), WaitTimeSeconds = 1, VisibilityTimeout = 43_200 };
            var received = await shop.Sqs.ReceiveMessageAsync(request);
            return received.Messages?.SingleOrDefault(message => message.Body.Contains(purchase.PurchaseId, StringComparison.Ordinal));
        });
}
