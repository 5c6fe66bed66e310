using System.Net.Http.Json;
using System.Text.Json;
using Purchase.Tests.Support;

namespace Purchase.Tests;

/// <summary>Services that are down for a while. A shop of their own, because the others would notice.</summary>
public class OutageTests(Shop shop) : IClassFixture<Shop>
{
    [Theory]
    [InlineData("CreateUser")]
    [InlineData("IssueToken")]
    [InlineData("RecordOrder")]
    [InlineData("SendEmail")]
    [InlineData("StartSaga")]
    public async Task StoppedService_LosesNothing_AndEverythingCompletesOnceItIsBack(string function)
    {
        await shop.StopAsync(function);
        var emails = Enumerable.Range(0, 5).Select(_ => Shop.NewEmail()).ToList();
        var purchases = await Task.WhenAll(emails.Select(email => shop.BuyAsync(email)));
        await shop.StartAsync(function);

        foreach (var purchase in purchases)
        {
            await shop.WaitForAsync(purchase, "COMPLETED");
            await shop.WaitForItemAsync("Orders", "purchaseId", purchase.PurchaseId, "state", "FULFILLED");
            Assert.Single((await shop.MoneyOfAsync(purchase.PurchaseId)).Charges);
        }
        foreach (var email in emails)
            Assert.Single(await shop.WaitForEmailsAsync(email, 1));
    }

    /// <summary>The account is told of when it is there, not when everything is.</summary>
    [Fact]
    public async Task Account_IsShown_WhileTheLoginIsStillAwaited_AndTheClientIsToldWhenToAskAgain()
    {
        await shop.StopAsync("IssueToken");
        var purchase = await shop.BuyAsync();
        var waiting = await Wait.ForAsync("the account", async () =>
        {
            var response = await shop.GetAsync(purchase.StatusUrl, purchase.StatusToken);
            return (await response.Content.ReadAsStringAsync()).Contains("accountCreatedAt", StringComparison.Ordinal) ? response : null;
        });

        var view = await waiting.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("PAID", view.GetProperty("status").GetString());
        Assert.NotNull(waiting.Headers.RetryAfter!.Delta);
        await shop.StartAsync("IssueToken");

        var completed = await shop.WaitForAsync(purchase, "COMPLETED");
        var times = new[] { "createdAt", "paidAt", "accountCreatedAt", "completedAt" }
            .Select(name => completed.GetProperty(name).GetDateTimeOffset());
        Assert.Equal(times.Order(), times);
        Assert.Equal(view.GetProperty("accountCreatedAt").GetRawText(), completed.GetProperty("accountCreatedAt").GetRawText());
    }

    [Fact]
    public async Task StoppedRefunds_AreMadeOnceTheServiceIsBack()
    {
        await shop.StopAsync("RefundPayment");
        var purchase = await shop.BuyAsync(Shop.NewEmail("blocked.example"));
        await shop.WaitForItemAsync("Users", "pk", $"purchase#{purchase.PurchaseId}", "state", "REFUSED");
        Assert.Empty((await shop.MoneyOfAsync(purchase.PurchaseId)).Refunds);
        await shop.StartAsync("RefundPayment");

        await shop.WaitForAsync(purchase, "REFUNDED");
        Assert.Single((await shop.MoneyOfAsync(purchase.PurchaseId)).Refunds);
    }
}
