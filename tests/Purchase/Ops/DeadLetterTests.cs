using Amazon.SQS.Model;
using Purchase.Tests.Support;

namespace Purchase.Tests.Ops;

/// <summary>Messages that could not be processed. A shop of their own, because they wait in its queues.</summary>
[Collection(nameof(ShopOfDeadLetters))]
public class DeadLetterTests(Shop shop)
{
    private const string Queue = "auth-service-subscription";
    private const string DeadLetters = "auth-service-subscription-dlq";

    private readonly Operator kit = new(shop);

    [SkippableFact]
    public async Task PoisonedPurchase_IsListedShownAndRedriven_AndCompletes()
    {
        var (email, purchase) = await PoisonAsync();

        Assert.Equal(1, await CountAsync());
        var shown = await kit.DoAsync("dlq", "show", DeadLetters);
        Assert.Contains(purchase.PurchaseId, shown.Output, StringComparison.Ordinal);
        Assert.Contains("a saga asked", shown.Output, StringComparison.Ordinal);
        Assert.Contains("(e-mail)", shown.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(email, shown.Output, StringComparison.Ordinal);
        Assert.Contains(email, (await kit.DoAsync("dlq", "show", Queue, "--show-personal-data")).Output, StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync()); // looking takes nothing out

        var stuck = await kit.DoAsync("stuck", "--minutes", "0");
        Assert.Contains(purchase.PurchaseId, stuck.Output, StringComparison.Ordinal);
        Assert.Contains($"could not be processed and is in {DeadLetters}", stuck.Output, StringComparison.Ordinal);
        Assert.Contains($"ops resume {purchase.PurchaseId} --endpoint {shop.Cloud.AwsUrl}", stuck.Output, StringComparison.Ordinal);

        await kit.DoAsync("dlq", "redrive", DeadLetters, "--dry-run");
        Assert.Equal(1, await CountAsync());
        var moved = await kit.DoAsync("dlq", "redrive", DeadLetters, "--yes", "--rate", "100");
        Assert.Contains("1 moved.", moved.Output, StringComparison.Ordinal);

        // With its token: the saga that waited goes on.
        await shop.WaitForAsync(purchase, "COMPLETED");
        Assert.Equal(0, await CountAsync());
        await kit.DoAsync("dlq", "redrive", DeadLetters, "--yes");
        Assert.Single((await shop.MoneyOfAsync(purchase.PurchaseId)).Charges);
    }

    [SkippableFact]
    public async Task Resume_RedrivesTheMessagesOfThePurchase_AndLeavesTheOthers()
    {
        var (_, purchase) = await PoisonAsync();
        await shop.Sqs.SendMessageAsync(await shop.QueueUrlAsync(DeadLetters), "of another purchase");

        var told = await kit.DoAsync("resume", purchase.PurchaseId, "--yes");

        Assert.Contains("1 of its messages moved back", told.Output, StringComparison.Ordinal);
        await shop.WaitForAsync(purchase, "COMPLETED");
        Assert.Equal(1, await CountAsync());
        var again = await kit.DoAsync("resume", purchase.PurchaseId, "--yes");
        Assert.Contains("There is nothing to resume. The buyer has the account.", again.Output, StringComparison.Ordinal);
        await shop.Sqs.PurgeQueueAsync(await shop.QueueUrlAsync(DeadLetters));
    }

    [SkippableFact]
    public async Task UnknownQueue_IsSaid_WithThoseThereAre()
    {
        var told = await kit.RunAsync("dlq", "show", "no-such-queue");

        Assert.Equal(1, told.ExitCode);
        Assert.Contains("billing-subscription-dlq", told.Errors, StringComparison.Ordinal);
        Assert.Contains("start-saga-failures", told.Errors, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task NothingIsMoved_WithoutAYes()
    {
        await shop.Sqs.SendMessageAsync(await shop.QueueUrlAsync("notification-subscription-dlq"), "anything");
        Task<Told> Redrive(string? answer) => answer is null
            ? kit.RunAsync("dlq", "redrive", "notification-subscription-dlq")
            : kit.AskedAsync(answer, "dlq", "redrive", "notification-subscription-dlq");

        var (silent, no) = (await Redrive(null), await Redrive("n\n"));

        Assert.Equal((2, 1), (silent.ExitCode, no.ExitCode));
        Assert.Contains("Add --yes", silent.Errors, StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync("notification-subscription-dlq"));
        Assert.Equal(0, (await Redrive("y\n")).ExitCode);
        Assert.Equal(0, await CountAsync("notification-subscription-dlq"));
        await shop.Sqs.PurgeQueueAsync(await shop.QueueUrlAsync("notification-subscription")); // nobody can read it, again and again
    }

    [SkippableFact]
    public async Task RecordThatStartSagaGaveUp_IsRepaired_FromTheTableNotFromTheMessage()
    {
        await shop.Sqs.SendMessageAsync(await shop.QueueUrlAsync("start-saga-failures"), """{"DDBStreamBatchInfo":{"shardId":"s"}}""");

        var told = await kit.DoAsync("dlq", "redrive", "start-saga-failures", "--yes");

        Assert.Contains("0 sagas started, 1 messages deleted.", told.Output, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync("start-saga-failures"));
    }

    /// <summary>A purchase whose login could not be issued: as if IssueToken had failed until its message was put aside.</summary>
    private async Task<(string Email, CheckoutAnswer Purchase)> PoisonAsync()
    {
        await shop.StopAsync("IssueToken");
        var email = Shop.NewEmail();
        var purchase = await shop.BuyAsync(email);
        var (from, to) = (await shop.QueueUrlAsync(Queue), await shop.QueueUrlAsync(DeadLetters));
        var message = await Wait.ForAsync("the message", async () => (await shop.Sqs.ReceiveMessageAsync(new ReceiveMessageRequest
        {
            QueueUrl = from, WaitTimeSeconds = 1, MessageAttributeNames = ["All"],
        })).Messages?.SingleOrDefault(found => found.Body.Contains(purchase.PurchaseId, StringComparison.Ordinal)));
        await shop.Sqs.SendMessageAsync(
            new SendMessageRequest { QueueUrl = to, MessageBody = message.Body, MessageAttributes = message.MessageAttributes });
        await shop.Sqs.DeleteMessageAsync(from, message.ReceiptHandle);
        await shop.StartAsync("IssueToken");
        return (email, purchase);
    }

    private async Task<int> CountAsync(string queue = DeadLetters)
    {
        var list = (await kit.DoAsync("dlq", "list", "--json")).Json;
        return list.EnumerateArray().Single(entry => entry.GetProperty("queue").GetString() == queue).GetProperty("messages").GetInt32();
    }
}

/// <summary>A shop whose messages could not be processed.</summary>
[CollectionDefinition(nameof(ShopOfDeadLetters))]
public sealed class ShopOfDeadLetters : ICollectionFixture<Shop>;
