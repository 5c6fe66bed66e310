using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Local.Ops.Aws;
using Platform.DynamoDb;

namespace Local.Ops.Replay;

/// <summary>
/// Reads the purchases that events of a time stand in. A scan, for want of an index by time, and a slow one: buyers come first.
/// </summary>
internal sealed class PurchaseScan(OperatorAws aws, TimeProvider time)
{
    /// <summary>A read unit is 8 KB here, some ten purchases.</summary>
    private const double ReadUnitsPerSecond = 100;

    private const int PageSize = 500;
    private const int AtOnce = 8;

    public async Task<IReadOnlyList<RecordedPurchase>> ReadAsync(ReplayRequest request, CancellationToken cancellation)
    {
        var found = new List<RecordedPurchase>();
        var scan = Request(request);
        do
        {
            var page = await aws.DynamoDb.ScanAsync(scan, cancellation);
            found.AddRange((page.Items ?? []).Select(RecordedPurchase.Read));
            scan.ExclusiveStartKey = page.LastEvaluatedKey;
            if (scan.ExclusiveStartKey is { Count: > 0 } && page.ConsumedCapacity?.CapacityUnits is { } units)
                await Task.Delay(TimeSpan.FromSeconds(units / ReadUnitsPerSecond), time, cancellation);
        }
        while (scan.ExclusiveStartKey is { Count: > 0 });
        return found;
    }

    /// <summary>For each purchase whether its user was new; a purchase that the directory doesn't know is missing.</summary>
    public async Task<IReadOnlyDictionary<string, bool>> NewUsersAsync(IEnumerable<string> purchaseIds, CancellationToken cancellation)
    {
        var ids = purchaseIds.Distinct().ToList();
        var answers = new bool?[ids.Count];
        var limits = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, ids.Count, limits, async (i, stop) => answers[i] = await IsNewUserAsync(ids[i], stop));
        return ids.Index().Where(id => answers[id.Index] is not null).ToDictionary(id => id.Item, id => answers[id.Index]!.Value);
    }

    private ScanRequest Request(ReplayRequest request)
    {
        var attributes = RecordedPurchase.Attributes.ToDictionary(attribute => $"#{attribute}");
        var times = request.Events.Select(name => $"#{RebuiltEvent.Kinds[name]}");
        return new ScanRequest
        {
            TableName = aws.Map.TableOf("Purchases"),
            FilterExpression = string.Join(" OR ", times.Select(at => $"({at} >= :from AND {at} < :to)")),
            ProjectionExpression = string.Join(", ", attributes.Keys),
            ExpressionAttributeNames = attributes,
            ExpressionAttributeValues = new() { [":from"] = Bound(request.From), [":to"] = Bound(request.To) },
            Limit = PageSize,
            ReturnConsumedCapacity = "TOTAL",
        };
    }

    /// <summary>
    /// The times in the table have three or seven decimals and a Z; without trailing zeros, a bound sorts before all that begin like it.
    /// </summary>
    private static AttributeValue Bound(DateTimeOffset time) =>
        Item.Text(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture));

    private async Task<bool?> IsNewUserAsync(string purchaseId, CancellationToken cancellation)
    {
        var answer = await aws.DynamoDb.GetItemAsync(new GetItemRequest
        {
            TableName = aws.Map.TableOf("Users"),
            Key = new() { ["pk"] = Item.Text($"purchase#{purchaseId}") },
        }, cancellation);
        return answer.Item.Exists() && answer.Item.TryGetValue("isNewUser", out var flag) ? flag.BOOL : null;
    }
}
