using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Local.Ops.Aws;
using Local.Ops.Facts;
using Local.Ops.Queues;
using Platform.DynamoDb;

namespace Local.Ops.Decisions;

internal sealed record StuckPurchase(string PurchaseId, string Status, DateTimeOffset CreatedAt, Verdict Verdict);

/// <summary>Finds the purchases that have no end, through the index that holds just these.</summary>
internal sealed class StuckPurchases(OperatorAws aws, TimeProvider time)
{
    private const string Index = "open-purchases";
    private const int AtOnce = 8;

    /// <summary>The partitions of the index, see OpenPurchases in lambdas/BillingGates.</summary>
    private static readonly string[] Buckets = ["open#0", "open#1", "open#2", "open#3"];

    private readonly FactsReader facts = new(aws);

    /// <param name="createdBefore">Younger ones are left out.</param>
    /// <param name="limit">How many to look at.</param>
    /// <returns>The oldest first, and whether these are all.</returns>
    public async Task<(IReadOnlyList<StuckPurchase> Stuck, bool IsAll)> ListAsync(
        DateTimeOffset createdBefore, int limit, CancellationToken cancellation)
    {
        var dead = new DeadLetters(aws).PeekAllAsync(cancellation);
        var open = await OpenAsync(createdBefore, limit + 1, cancellation);
        var letters = await dead;
        var found = new StuckPurchase?[Math.Min(open.Count, limit)];
        var limits = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, found.Length, limits, async (i, stop) => found[i] = await LookAsync(open[i], letters, stop));
        return ([.. found.OfType<StuckPurchase>()], open.Count <= limit);
    }

    /// <summary>The ids of open purchases, the oldest first.</summary>
    public async Task<IReadOnlyList<string>> OpenAsync(DateTimeOffset createdBefore, int limit, CancellationToken cancellation)
    {
        var parts = await Task.WhenAll(Buckets.Select(bucket => OpenAsync(bucket, createdBefore, limit, cancellation)));
        return [.. parts.SelectMany(part => part).OrderBy(open => open.CreatedAt).Select(open => open.Id).Take(limit)];
    }

    /// <returns>Null when it has ended since the index was written, which may be a moment ago.</returns>
    private async Task<StuckPurchase?> LookAsync(string purchaseId, IReadOnlyList<DeadLetter> dead, CancellationToken cancellation)
    {
        if (await facts.FindPurchaseAsync(purchaseId, cancellation) is not { } purchase)
            return null;
        var verdict = Verdict.On(await facts.ReadAsync(purchase, dead, cancellation), time.GetUtcNow());
        var status = JsonSerializer.SerializeToElement(purchase.Status).GetString()!;
        return verdict.IsOpen ? new(purchaseId, status, purchase.CreatedAt, verdict) : null;
    }

    private async Task<List<(string Id, DateTimeOffset CreatedAt)>> OpenAsync(
        string bucket, DateTimeOffset createdBefore, int limit, CancellationToken cancellation)
    {
        var found = new List<(string, DateTimeOffset)>();
        var request = new QueryRequest
        {
            TableName = aws.Map.TableOf("Purchases"),
            IndexName = Index,
            KeyConditionExpression = "openBucket = :bucket AND createdAt < :before",
            ExpressionAttributeValues = new() { [":bucket"] = Item.Text(bucket), [":before"] = Item.Time(createdBefore) },
        };
        do
        {
            var page = await aws.DynamoDb.QueryAsync(request, cancellation);
            found.AddRange(page.Items.Select(item => (item.GetText("purchaseId"), item.GetTime("createdAt"))));
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (found.Count < limit && request.ExclusiveStartKey is { Count: > 0 });
        return found;
    }
}
