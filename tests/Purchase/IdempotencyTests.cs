using System.Net;
using Purchase.Tests.Support;

namespace Purchase.Tests;

[Collection(nameof(OpenShop))]
public class IdempotencyTests(Shop shop)
{
    [SkippableFact]
    public async Task SameKeyAndBody_GiveTheSameAnswer_AndOneCharge()
    {
        var (key, email) = (Guid.NewGuid().ToString(), Shop.NewEmail());
        var first = await shop.BuyAsync(email, key: key);
        var second = await shop.BuyAsync(email, key: key);
        await shop.WaitForAsync(first, "COMPLETED");
        var afterwards = await shop.BuyAsync(email, key: key);

        Assert.All(new[] { second, afterwards }, answer => Assert.Equal(
            (HttpStatusCode.Accepted, first.PurchaseId, first.StatusToken), (answer.Code, answer.PurchaseId, answer.StatusToken)));
        Assert.Single((await shop.MoneyOfAsync(first.PurchaseId)).Charges);
    }

    [SkippableFact]
    public async Task TwinsAtOnce_AreChargedOnce_AndAccepted_OrToldToWait()
    {
        var (key, email) = (Guid.NewGuid().ToString(), Shop.NewEmail());
        var twins = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => shop.BuyAsync(email, key: key)));

        Assert.All(twins, twin => Assert.Contains(twin.Code, new[] { HttpStatusCode.Accepted, HttpStatusCode.Conflict }));
        Assert.All(twins.Where(twin => twin.Code == HttpStatusCode.Conflict), twin => Assert.NotNull(twin.Response.Headers.RetryAfter));
        var accepted = twins.First(twin => twin.Code == HttpStatusCode.Accepted);
        await shop.WaitForAsync(accepted, "COMPLETED");
        Assert.Single((await shop.MoneyOfAsync(accepted.PurchaseId)).Charges);
    }

    [SkippableFact]
    public async Task SameKeyOtherBody_Is422_AndGivesNothingAway()
    {
        var key = Guid.NewGuid().ToString();
        var first = await shop.BuyAsync(key: key);
        var other = await shop.BuyAsync(key: key);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.Code);
        Assert.Equal("urn:awsplatform:problem:idempotency-key-reused", other.Problem);
        Assert.False(other.Body.TryGetProperty("statusToken", out _));
        Assert.Single((await shop.MoneyOfAsync(first.PurchaseId)).Charges);
    }

    [SkippableFact]
    public async Task AnswerLostAfterTheCharge_IsFoundByTheNextAttempt_AndChargedOnce()
    {
        var (key, email) = (Guid.NewGuid().ToString(), Shop.NewEmail());
        var pending = await shop.BuyAsync(email, card: "pm_local_outageAfterCharge", key: key);
        Assert.Equal("PAYMENT_PENDING", pending.Body.GetProperty("status").GetString());

        var paid = await shop.BuyAsync(email, card: "pm_local_outageAfterCharge", key: key);
        Assert.Equal((pending.PurchaseId, pending.StatusToken), (paid.PurchaseId, paid.StatusToken));
        await shop.WaitForAsync(paid, "COMPLETED");
        Assert.Single((await shop.MoneyOfAsync(paid.PurchaseId)).Charges);
    }

    [SkippableFact]
    public async Task LostAnswerOfTheProvider_LeavesThePurchasePending_NotGuessed()
    {
        var answer = await shop.BuyAsync(card: "pm_local_outageBeforeCharge");

        Assert.Equal(HttpStatusCode.Accepted, answer.Code);
        Assert.Equal("PAYMENT_PENDING", answer.Body.GetProperty("status").GetString());
        Assert.Empty((await shop.MoneyOfAsync(answer.PurchaseId)).Charges);
    }
}
