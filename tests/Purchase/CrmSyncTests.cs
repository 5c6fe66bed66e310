using Amazon.DynamoDBv2.Model;
using Amazon.SimpleNotificationService.Model;
using Amazon.SQS.Model;
using Local.EventSources;
using Local.Iam;
using Microsoft.Extensions.DependencyInjection;
using Purchase.Tests.Support;
using Support;
using TopicAttribute = Amazon.SimpleNotificationService.Model.MessageAttributeValue;

namespace Purchase.Tests;

/// <summary>A consumer that is added while people buy: nobody notices, and from then on it hears everything.</summary>
public sealed class CrmSyncTests(ShopWithCrm crm) : IClassFixture<ShopWithCrm>
{
    private const string ThoughtOfLater = nameof(ThoughtOfLater);

    [Fact]
    public async Task PurchasesInProgress_AreNotDisturbedByTheDeployment()
    {
        Assert.Contains("CrmSync is deployed", crm.Output, StringComparison.Ordinal);
        Assert.NotEmpty(crm.DuringDeployment);
        foreach (var purchase in crm.DuringDeployment)
        {
            Assert.Equal(System.Net.HttpStatusCode.Accepted, purchase.Code);
            await crm.Shop.WaitForAsync(purchase, "COMPLETED");
            Assert.Single((await crm.Shop.MoneyOfAsync(purchase.PurchaseId)).Charges);
        }
        foreach (var url in (await crm.Shop.Sqs.ListQueuesAsync(new ListQueuesRequest())).QueueUrls.Where(IsForFailures))
        {
            var depth = await crm.Shop.Sqs.GetQueueAttributesAsync(url, ["ApproximateNumberOfMessages"]);
            Assert.True(depth.ApproximateNumberOfMessages == 0, url);
        }
    }

    [Fact]
    public async Task Buyer_IsACustomerInTheCrm_AndEveryEventWasHeard()
    {
        var email = Shop.NewEmail();
        var purchase = await crm.Shop.BuyAsync(email);
        await crm.Shop.WaitForAsync(purchase, "COMPLETED");

        var contact = await crm.WaitForContactAsync(email, "customer");

        Assert.Equal(("prod_premium_tier", "1"), (contact.Properties["saas_products"], contact.Properties["saas_purchases"]));
        Assert.StartsWith("usr_", contact.Properties["saas_user_id"], StringComparison.Ordinal);
        await WaitForEventsAsync(purchase.PurchaseId, "PaymentSuccessful", "PurchaseCompleted", "UserCreated");
    }

    /// <summary>Lambda writes logs and traces in AWS; here nobody does.</summary>
    [Fact]
    public async Task EachStatementOfItsRole_IsNeededByACall()
    {
        var email = Shop.NewEmail();
        await crm.Shop.WaitForAsync(await crm.Shop.BuyAsync(email), "COMPLETED");
        await crm.WaitForContactAsync(email, "customer");

        var policies = crm.Shop.Cloud.Services.GetRequiredService<PolicyRegistry>();
        var own = AttachedStatement.In(policies).Where(
            statement => statement.IsOfARole && statement.Owner.StartsWith("AwsPlatformCrmSync/", StringComparison.Ordinal));
        var unneeded = own.Where(statement => !crm.Record.Needs(statement, policies)).Select(statement => statement.FirstAction);
        Assert.Equal(["logs:CreateLogStream", "xray:PutTelemetryRecords"], unneeded.Order());
    }

    [Fact]
    public async Task RefundedBuyer_IsAFormerOne()
    {
        var email = Shop.NewEmail("blocked.example");
        var purchase = await crm.Shop.BuyAsync(email);
        await crm.Shop.WaitForAsync(purchase, "REFUNDED");

        await crm.WaitForContactAsync(email, "former");
        await WaitForEventsAsync(purchase.PurchaseId, "PaymentRefunded", "PaymentSuccessful", "UserCreationFailed");
    }

    [Fact]
    public async Task EventsThatComeTwice_LateAndInAnyOrder_ChangeNothing()
    {
        var (email, purchaseId) = (Shop.NewEmail(), $"pur_{Guid.NewGuid():n}");
        var options = crm.Shop.Cloud.Services.GetRequiredService<EventSourceOptions>();
        options.DeliverTwice = true;
        string[] unordered = ["PaymentRefunded", "PurchaseCompleted", "UserCreationFailed", "PaymentSuccessful", ThoughtOfLater, "UserCreated"];
        foreach (var name in unordered)
            await PublishAsync(name, purchaseId, email);
        await WaitForEventsAsync(
            purchaseId, "PaymentRefunded", "PaymentSuccessful", "PurchaseCompleted", "UserCreated", "UserCreationFailed");
        await WaitUntilReadAsync();
        options.DeliverTwice = false;
        var settled = await crm.WaitForContactAsync(email, "former");

        await PublishAsync("PurchaseCompleted", purchaseId, email);
        await WaitUntilReadAsync();

        Assert.Equal(settled.Writes, Assert.Single(crm.Contacts, contact => contact.Properties["email"] == email).Writes);
    }

    /// <summary>The CRM refuses once; the queue brings the event again until the CRM has the contact.</summary>
    [Fact]
    public async Task CrmThatIsDown_LosesNothing()
    {
        var queue = await crm.Shop.QueueUrlAsync("crm-sync-subscription");
        // Instead of a minute between two deliveries.
        await crm.Shop.Sqs.SetQueueAttributesAsync(queue, new() { ["VisibilityTimeout"] = "4" });
        crm.Faults.FailNext(1, 503);
        var (email, purchaseId) = (Shop.NewEmail(), $"pur_{Guid.NewGuid():n}");

        await PublishAsync("PurchaseCompleted", purchaseId, email);

        await crm.WaitForContactAsync(email, "customer");
        await crm.Shop.Sqs.SetQueueAttributesAsync(queue, new() { ["VisibilityTimeout"] = "60" });
    }

    [Fact]
    public async Task OperatorsKit_KnowsTheConsumersDeadLetters()
    {
        var told = await new Operator(crm.Shop).DoAsync("dlq", "list");

        Assert.Contains("crm-sync-subscription-dlq", told.Output, StringComparison.Ordinal);
    }

    /// <summary>The data folder remembers what was deployed into the running cloud.</summary>
    [Fact]
    public async Task Consumer_IsThereAgain_AfterARestart()
    {
        var before = Shop.NewEmail();
        await crm.Shop.BuyAsync(before);
        await crm.WaitForContactAsync(before, "customer");
        await crm.ReopenAsync();

        var email = Shop.NewEmail();
        await crm.Shop.WaitForAsync(await crm.Shop.BuyAsync(email), "COMPLETED");

        await crm.WaitForContactAsync(email, "customer");
        Assert.Contains(crm.Contacts, contact => contact.Properties["email"] == before);
    }

    private Task PublishAsync(string eventName, string purchaseId, string email)
    {
        var message = $$$"""
            {"eventName":"{{{eventName}}}","eventId":"{{{purchaseId}}}:{{{eventName}}}","timestamp":"2026-01-01T00:00:00Z",
             "data":{"purchaseId":"{{{purchaseId}}}","customerEmail":"{{{email}}}","productId":"prod_basic_tier","amount":19.99,"currency":"USD",
                     "reason":"UserRefused","refundId":"re_1"}}
            """;
        if (eventName != ThoughtOfLater)
            CheckedInSchemas.Require(message, unknownFields: true);
        return crm.Shop.Sns.PublishAsync(new PublishRequest
        {
            TopicArn = crm.Shop.TopicArn,
            Message = message,
            MessageAttributes = new()
            {
                // One that only CrmSync hears: the others filter.
                ["eventName"] = new TopicAttribute { DataType = "String", StringValue = "ForCrmSyncOnly" },
            },
        });
    }

    private Task<string> WaitForEventsAsync(string purchaseId, params string[] names) => Wait.ForAsync(string.Join(' ', names), async () =>
    {
        var contacts = await crm.Shop.DynamoDb.ScanAsync(new ScanRequest(await ContactsTableAsync()));
        var heard = contacts.Items.Select(item => item.GetValueOrDefault($"events#{purchaseId}")).OfType<AttributeValue>().SingleOrDefault();
        return heard is not null && heard.SS.Order().SequenceEqual(names) ? "heard" : null;
    });

    private async Task<string> ContactsTableAsync() =>
        (await crm.Shop.DynamoDb.ListTablesAsync()).TableNames.Single(table => table.Contains("CrmSync", StringComparison.Ordinal));

    private Task<string> WaitUntilReadAsync() => Wait.ForAsync("an empty queue", async () =>
    {
        var queue = await crm.Shop.QueueUrlAsync("crm-sync-subscription");
        var depth = await crm.Shop.Sqs.GetQueueAttributesAsync(
            queue, ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]);
        return depth.ApproximateNumberOfMessages + depth.ApproximateNumberOfMessagesNotVisible == 0 ? "read" : null;
    });

    private static bool IsForFailures(string url) =>
        url.EndsWith("-dlq", StringComparison.Ordinal) || url.EndsWith("-failures", StringComparison.Ordinal);
}
