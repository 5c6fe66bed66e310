using System.Text.Json;
using Contracts;
using Purchase.Tests.Support;
using Support;

namespace Purchase.Tests;

/// <summary>
/// What the saga really publishes is what docs/events says, no field more. Every other test of whole purchases holds to it too, when it
/// waits for one and when its shop closes.
/// </summary>
[Collection(nameof(OpenShop))]
public class EventCatalogTests(Shop shop)
{
    [Fact]
    public async Task EveryEvent_IsPublishedAsTheCatalogSays()
    {
        var email = Shop.NewEmail();
        var purchases = (
            New: await shop.BuyAsync(email, proofKey: ProofKey.New()), Again: await shop.BuyAsync(email),
            Blocked: await shop.BuyAsync(Shop.NewEmail("blocked.example")));
        await shop.WaitForAsync(purchases.New, "COMPLETED");
        await shop.WaitForAsync(purchases.Again, "COMPLETED");
        await shop.StartRefundAsync(purchases.Again.PurchaseId, email);
        await shop.WaitForAsync(purchases.Blocked, "REFUNDED");

        string[] completed = [nameof(PaymentSuccessful), nameof(UserCreated), nameof(PurchaseCompleted)];
        string[] refunded = [nameof(UserCreationFailed), nameof(PaymentRefunded)];
        await WaitForEventsAsync(purchases.New.PurchaseId, completed);
        await WaitForEventsAsync(purchases.Again.PurchaseId, completed);
        await WaitForEventsAsync(SagaInput.RefundExecutionName(purchases.Again.PurchaseId), refunded);
        await WaitForEventsAsync(purchases.Blocked.PurchaseId, [nameof(PaymentSuccessful), .. refunded]);
        Assert.Equal(completed.Concat(refunded).Order(), CheckedInSchemas.Events.Order());
        Assert.All(PublishedEvents.Of(shop.Cloud), published => Assert.Empty(CheckedInSchemas.ErrorsIn(published)));
    }

    private Task<string> WaitForEventsAsync(string execution, string[] names) =>
        Wait.ForAsync($"{string.Join(", ", names)} of {execution}", () =>
        {
            var published = PublishedEvents.Of(shop.Cloud, execution)
                .Select(message => JsonDocument.Parse(message).RootElement.GetProperty("eventName").GetString()!);
            return Task.FromResult(published.SequenceEqual(names) ? "published" : null);
        });
}
