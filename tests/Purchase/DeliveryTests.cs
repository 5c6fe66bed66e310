using Amazon.SimpleNotificationService.Model;
using Amazon.SQS.Model;
using Local.EventSources;
using Microsoft.Extensions.DependencyInjection;
using Purchase.Tests.Support;
using Support;

namespace Purchase.Tests;

/// <summary>Messages that come twice, are malformed, or say more than their reader knows. A shop of their own, because they change its queues.</summary>
[Collection(nameof(ShopOfDeliveries))]
public class DeliveryTests(Shop shop)
{
    [SkippableFact]
    public async Task EveryEventDeliveredTwice_HasItsEffectOnce()
    {
        var options = shop.Cloud.Services.GetRequiredService<EventSourceOptions>();
        options.DeliverTwice = true;
        var (email, blocked) = (Shop.NewEmail(), Shop.NewEmail("blocked.example"));
        var (completed, refunded) = (await shop.BuyAsync(email), await shop.BuyAsync(blocked));
        await shop.WaitForAsync(completed, "COMPLETED");
        await shop.WaitForAsync(refunded, "REFUNDED");

        await shop.WaitForItemAsync("Orders", "purchaseId", completed.PurchaseId, "state", "FULFILLED");
        await shop.WaitForItemAsync("Orders", "purchaseId", refunded.PurchaseId, "state", "CANCELLED");
        await shop.WaitForEmailsAsync(email, 1);
        await shop.WaitForEmailsAsync(blocked, 1);
        options.DeliverTwice = false;
        await WaitUntilQuietAsync();

        Assert.Single(await shop.EmailsToAsync(email));
        Assert.Single(await shop.EmailsToAsync(blocked));
        Assert.Single((await shop.MoneyOfAsync(completed.PurchaseId)).Charges);
        Assert.Single((await shop.MoneyOfAsync(refunded.PurchaseId)).Refunds);
    }

    [SkippableFact]
    public async Task UnknownFieldInAnEvent_IsIgnored()
    {
        var email = Shop.NewEmail();
        var message = $$$$"""
            {"eventName":"PurchaseCompleted","eventId":"x:PurchaseCompleted","timestamp":"2026-01-01T00:00:00Z","schemaVersion":7,
             "data":{"purchaseId":"pur_{{{{Guid.NewGuid():n}}}}","userId":"usr_1","customerEmail":"{{{{email}}}}","productId":"prod_basic_tier",
                     "amount":19.99,"currency":"USD","coupon":{"code":"SPRING"}}}
            """;
        CheckedInSchemas.Require(message, unknownFields: true);

        await PublishAsync("PurchaseCompleted", message);

        Assert.Contains("19.99 USD", Assert.Single(await shop.WaitForEmailsAsync(email, 1)).GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task MalformedMessage_GoesToTheDlq_AndBlocksNobody()
    {
        var queue = await shop.QueueUrlAsync("notification-subscription");
        var before = (await shop.Sqs.GetQueueAttributesAsync(queue, ["VisibilityTimeout"])).Attributes;
        await shop.Sqs.SetQueueAttributesAsync(queue, new() { ["VisibilityTimeout"] = "1" }); // instead of a minute between two deliveries
        await BuyAndHearAsync(); // whoever polls since before may go by the old timeout
        var marker = Guid.NewGuid().ToString();
        await PublishAsync("PurchaseCompleted", $"this is not JSON {marker}");
        await BuyAndHearAsync();

        var deadLetters = await shop.QueueUrlAsync("notification-subscription-dlq");
        var dead = await Wait.ForAsync("the malformed message in the DLQ", async () =>
            (await shop.Sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = deadLetters, WaitTimeSeconds = 1, MessageAttributeNames = ["All"] }))
                .Messages?.SingleOrDefault(message => message.Body.Contains(marker, StringComparison.Ordinal)));
        Assert.Equal("PurchaseCompleted", dead.MessageAttributes["eventName"].StringValue);
        await shop.Sqs.DeleteMessageAsync(deadLetters, dead.ReceiptHandle);
        await shop.Sqs.SetQueueAttributesAsync(queue, before);
    }

    private Task PublishAsync(string eventName, string message) => shop.Sns.PublishAsync(new PublishRequest
    {
        TopicArn = shop.TopicArn,
        Message = message,
        MessageAttributes = new()
        {
            ["eventName"] = new Amazon.SimpleNotificationService.Model.MessageAttributeValue { DataType = "String", StringValue = eventName },
        },
    });

    private async Task BuyAndHearAsync()
    {
        var email = Shop.NewEmail();
        await shop.WaitForAsync(await shop.BuyAsync(email), "COMPLETED");
        await shop.WaitForEmailsAsync(email, 1);
    }

    private Task WaitUntilQuietAsync() => Wait.ForAsync("empty queues", async () =>
    {
        var queues = (await shop.Sqs.ListQueuesAsync(new ListQueuesRequest())).QueueUrls.Where(url => !url.EndsWith("-dlq", StringComparison.Ordinal));
        var depths = await Task.WhenAll(queues.Select(url => shop.Sqs.GetQueueAttributesAsync(
            url, ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"])));
        return depths.Sum(depth => depth.ApproximateNumberOfMessages + depth.ApproximateNumberOfMessagesNotVisible) == 0 ? "quiet" : null;
    });
}

/// <summary>A shop whose messages are in disorder.</summary>
[CollectionDefinition(nameof(ShopOfDeliveries))]
public sealed class ShopOfDeliveries : ICollectionFixture<Shop>;
