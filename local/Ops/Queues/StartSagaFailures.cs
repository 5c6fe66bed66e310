using Amazon.SQS.Model;
using BillingGates.Purchases;
using Contracts;
using Local.Ops.Aws;
using Local.Ops.Decisions;
using Local.Ops.Facts;

namespace Local.Ops.Queues;

/// <summary>
/// The queue for records of the purchases stream that StartSaga could not process. Its messages name positions in the stream, which keeps
/// them for 24 hours; what they stand for, paid purchases without a saga, the index of open purchases knows for good.
/// </summary>
internal sealed class StartSagaFailures(OperatorAws aws, TimeProvider time)
{
    private const int SecondsHidden = 120;

    private readonly FactsReader facts = new(aws);
    private readonly SagaReader sagas = new(aws);
    private readonly QueueReader reader = new(aws.Sqs);
    private readonly DeadLetters deadLetters = new(aws);

    public async Task<IReadOnlyList<string>> PurchasesWithoutSagaAsync(CancellationToken cancellation)
    {
        var missing = new List<string>();
        foreach (var id in await new StuckPurchases(aws, time).OpenAsync(time.GetUtcNow(), int.MaxValue, cancellation))
        {
            if (await facts.FindPurchaseAsync(id, cancellation) is { Status: PurchaseStatus.Paid }
                && await sagas.FindAsync(id, cancellation) is null)
                missing.Add(id);
        }
        return missing;
    }

    /// <summary>Starts the sagas, then deletes the messages: should a start fail, they stay.</summary>
    public async Task<(int Started, int Deleted)> RepairAsync(string queue, IReadOnlyList<string> purchases, CancellationToken cancellation)
    {
        foreach (var id in purchases)
            await StartAsync(id, cancellation);
        var url = await deadLetters.UrlAsync(queue, cancellation);
        var deleted = 0;
        while (await reader.ReceiveAsync(url, SecondsHidden, cancellation) is { Count: > 0 } batch)
        {
            foreach (var message in batch)
                await aws.Sqs.DeleteMessageAsync(new DeleteMessageRequest(url, message.ReceiptHandle), cancellation);
            deleted += batch.Count;
        }
        return (purchases.Count, deleted);
    }

    /// <summary>As BillingGates does: the execution's name is the purchase, so starting twice is starting once.</summary>
    public async Task StartAsync(string purchaseId, CancellationToken cancellation)
    {
        var table = new PurchasesTable(aws.DynamoDb, aws.Map.TableOf("Purchases"));
        if (await table.FindAsync(purchaseId, cancellation) is { Status: PurchaseStatus.Paid } paid)
            await new SagaStarter(aws.StepFunctions, aws.Map.Saga).StartAsync(paid.AsSagaInput(), cancellation);
    }
}
