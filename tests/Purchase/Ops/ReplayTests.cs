using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;
using Amazon.SQS.Model;
using Local.Crm;
using Local.Tests.Cli;
using Microsoft.Extensions.DependencyInjection;
using Purchase.Tests.Support;

namespace Purchase.Tests.Ops;

/// <summary>A consumer comes after the purchases, and is told of them. A shop of its own, because CrmSync is deployed into it.</summary>
public sealed class ReplayTests(Shop shop) : IClassFixture<Shop>
{
    private static readonly string[] Tables = ["Purchases", "Users", "Orders", "SsoTokens", "Notifications"];

    private static readonly string[] Consumers =
    [
        "crm-sync-subscription", "user-directory-subscription", "auth-service-subscription", "order-service-subscription",
        "notification-subscription",
    ];

    private readonly Operator kit = new(shop);

    private IReadOnlyList<CrmContact> Contacts => shop.Cloud.Services.GetRequiredService<CrmBooks>().All;

    [Fact]
    public async Task ConsumerThatCameLater_LearnsAllPurchases_Once_AndNobodyElseHearsOfIt()
    {
        var originals = await ListenAsync();
        var buyers = await BuyAsync();
        var published = await ReceiveAsync(originals, 14);
        await DeployCrmSyncAsync();
        Assert.Empty(Contacts);

        // Told to a queue that the topic tells too: the same events, to the letter.
        var rebuilt = await RebuiltAsync();
        Assert.Equal(12, rebuilt.Count);
        Assert.All(rebuilt, @event => Assert.Equal(WithoutTime(published[@event.Key]), WithoutTime(@event.Value)));

        var before = await ItemsAsync();
        var letters = await OutboxAsync();
        var only = await kit.DoAsync(Replay("crm-sync-subscription", "--event", "PaymentSuccessful", "--dry-run"));
        Assert.Contains("hears PurchaseCompleted too", only.Output, StringComparison.Ordinal);
        var asked = await kit.RunAsync(Replay("crm-sync-subscription"));
        Assert.Equal(2, asked.ExitCode);
        await WaitUntilReadAsync("crm-sync-subscription");
        Assert.Empty(Contacts);

        await kit.DoAsync(Replay("crm-sync-subscription", "--yes"));
        await WaitUntilReadAsync("crm-sync-subscription");
        Assert.Equal(buyers, Contacts.ToDictionary(contact => contact.Properties["email"], contact => contact.Properties["saas_status"]));

        var writes = Contacts.Sum(contact => contact.Writes);
        foreach (var queue in Consumers)
        {
            await kit.DoAsync(Replay(queue, "--yes"));
            await WaitUntilReadAsync(queue);
        }
        Assert.Equal(writes, Contacts.Sum(contact => contact.Writes));
        Assert.Equal(before, await ItemsAsync());
        Assert.Equal(letters, await OutboxAsync());
        Assert.Empty(await ReceiveAsync(originals, 0));
        var failures = (await kit.DoAsync("dlq", "list", "--json")).Json.EnumerateArray();
        Assert.All(failures, queue => Assert.Equal(0, queue.GetProperty("messages").GetInt32()));
    }

    /// <summary>Of the last week: some consumers don't remember longer than two months.</summary>
    private string[] Replay(string queue, params string[] more)
    {
        var now = shop.Cloud.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var (from, to) = ($"{now.AddDays(-7):yyyy-MM-dd}", $"{now.AddDays(1):yyyy-MM-dd}");
        return ["replay", "--queue", queue, "--from", from, "--to", to, "--rate", "500", .. more];
    }

    /// <summary>Two who have what they bought, one who got the money back at once, and one who asked for it later.</summary>
    private async Task<Dictionary<string, string>> BuyAsync()
    {
        var buyers = new Dictionary<string, string>();
        foreach (var status in (string[])["customer", "customer", "former"])
        {
            var email = Shop.NewEmail();
            buyers[email] = status;
            var purchase = await shop.BuyAsync(email);
            await shop.WaitForAsync(purchase, "COMPLETED");
            await shop.WaitForItemAsync("Orders", "purchaseId", purchase.PurchaseId, "state", "FULFILLED");
            await shop.WaitForEmailsAsync(email, 1);
            if (status != "former")
                continue;
            await kit.DoAsync("refund", purchase.PurchaseId, "--yes");
            await shop.WaitForItemAsync("Orders", "purchaseId", purchase.PurchaseId, "state", "CANCELLED");
            await shop.WaitForEmailsAsync(email, 2);
        }
        var refused = Shop.NewEmail("blocked.example");
        buyers[refused] = "former";
        await shop.WaitForAsync(await shop.BuyAsync(refused), "REFUNDED");
        await shop.WaitForEmailsAsync(refused, 1);
        return buyers;
    }

    private async Task DeployCrmSyncAsync()
    {
        using var deploy = new ProgramProcess("deploy", "CrmSync", "--port", $"{shop.Cloud.PublicUrl.Port}");
        Assert.True(await deploy.ExitCodeAsync(TimeSpan.FromMinutes(5)) == 0, deploy.Output);
    }

    /// <summary>A queue that hears what the topic tells, as it tells it.</summary>
    private async Task<string> ListenAsync()
    {
        var url = (await shop.Sqs.CreateQueueAsync("listener")).QueueUrl;
        var arn = (await shop.Sqs.GetQueueAttributesAsync(url, ["QueueArn"])).QueueARN;
        await shop.Sns.SubscribeAsync(new()
        {
            TopicArn = shop.TopicArn, Protocol = "sqs", Endpoint = arn, Attributes = new() { ["RawMessageDelivery"] = "true" },
        });
        return url;
    }

    /// <summary>What replay sends to CrmSync while that is down.</summary>
    private async Task<Dictionary<string, Message>> RebuiltAsync()
    {
        var rebuilt = new Dictionary<string, Message>();
        await shop.WhileDownAsync("CrmSync", async () =>
        {
            await kit.DoAsync(Replay("crm-sync-subscription", "--yes"));
            rebuilt = await ReceiveAsync(await shop.QueueUrlAsync("crm-sync-subscription"), 12);
        });
        return rebuilt;
    }

    /// <summary>Takes messages out, until there are so many or none is left.</summary>
    private async Task<Dictionary<string, Message>> ReceiveAsync(string url, int count)
    {
        var events = new Dictionary<string, Message>();
        do
        {
            var answer = await shop.Sqs.ReceiveMessageAsync(new ReceiveMessageRequest
            {
                QueueUrl = url, MaxNumberOfMessages = 10, WaitTimeSeconds = 2, MessageAttributeNames = ["All"],
            });
            foreach (var message in answer.Messages ?? [])
            {
                events[JsonNode.Parse(message.Body)!["eventId"]!.GetValue<string>()] = message;
                await shop.Sqs.DeleteMessageAsync(url, message.ReceiptHandle);
            }
            if (answer.Messages is not { Count: > 0 })
                break;
        }
        while (events.Count < count || count == 0);
        return events;
    }

    /// <summary>
    /// The message but for the timestamp, which the purchase's record has some milliseconds earlier, and the token of a saga that waited.
    /// </summary>
    private static string WithoutTime(Message message)
    {
        var body = JsonNode.Parse(message.Body)!.AsObject();
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", body["timestamp"]!.GetValue<string>());
        body["timestamp"] = null;
        var attributes = message.MessageAttributes.Where(attribute => attribute.Key != "taskToken")
            .Select(attribute => $"{attribute.Key} {attribute.Value.DataType} {attribute.Value.StringValue}");
        return $"{body.ToJsonString()} {string.Join(' ', attributes)}";
    }

    private async Task<List<string>> ItemsAsync()
    {
        var items = new List<string>();
        foreach (var name in (await shop.DynamoDb.ListTablesAsync()).TableNames)
        {
            if (!Tables.Any(table => name.Contains(table, StringComparison.OrdinalIgnoreCase)))
                continue;
            var scan = await shop.DynamoDb.ScanAsync(new ScanRequest(name));
            items.AddRange(scan.Items.Select(item =>
                $"{name} {JsonSerializer.Serialize(new SortedDictionary<string, AttributeValue>(item))}"));
        }
        Assert.NotEmpty(items);
        return [.. items.Order(StringComparer.Ordinal)];
    }

    private async Task<int> OutboxAsync() => (await shop.GetJsonAsync("/_local/outbox")).GetArrayLength();

    private Task<string> WaitUntilReadAsync(string queue) => Wait.ForAsync($"{queue} empty", async () =>
    {
        var depth = await shop.Sqs.GetQueueAttributesAsync(
            await shop.QueueUrlAsync(queue), ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]);
        return depth.ApproximateNumberOfMessages + depth.ApproximateNumberOfMessagesNotVisible == 0 ? "read" : null;
    });
}
