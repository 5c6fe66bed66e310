using Amazon.DynamoDBv2.Model;
using Platform.DynamoDb;

namespace Local.CloudConsole.Stories;

/// <summary>A purchase in the list.</summary>
internal sealed record ListedPurchase(
    string PurchaseId, string Status, string Product, decimal Amount, string Currency, string Email, DateTimeOffset CreatedAt,
    string? Reason);

/// <summary>Some purchases, newest first.</summary>
/// <param name="Matching">How many match.</param>
/// <param name="Known">How many were looked at.</param>
/// <param name="IsPartial">The table holds more purchases than are looked at.</param>
internal sealed record PurchasePage(IReadOnlyList<ListedPurchase> Purchases, int Matching, int Known, bool IsPartial);

/// <summary>Lists purchases. The table has no index by time: it is read as a whole, up to a limit.</summary>
internal sealed class PurchaseList(Platform platform)
{
    /// <summary>How many purchases are looked at.</summary>
    public const int Most = 10_000;

    /// <param name="search">A part of id or e-mail address, or a status; null for all.</param>
    /// <exception cref="LocalCloudException">No platform is deployed.</exception>
    public async Task<PurchasePage> ReadAsync(string? search, string? status, int limit, CancellationToken cancellation)
    {
        var (all, isPartial) = await ScanAsync(cancellation);
        var matching = all.Where(purchase => Matches(purchase, search?.Trim()))
            .Where(purchase => string.IsNullOrEmpty(status) || purchase.Status == status)
            .OrderByDescending(purchase => purchase.CreatedAt).ToList();
        return new([.. matching.Take(limit)], matching.Count, all.Count, isPartial);
    }

    /// <exception cref="LocalCloudException">No platform is deployed.</exception>
    public async Task<ListedPurchase?> FindAsync(string purchaseId, CancellationToken cancellation)
    {
        var aws = await platform.ConnectAsync(cancellation);
        var answer = await aws.DynamoDb.GetItemAsync(new GetItemRequest
        {
            TableName = aws.Map.TableOf("Purchases"),
            Key = new() { ["purchaseId"] = Item.Text(purchaseId) },
            ConsistentRead = true,
        }, cancellation);
        return answer.Item.Exists() ? Read(answer.Item) : null;
    }

    private async Task<(List<ListedPurchase> All, bool IsPartial)> ScanAsync(CancellationToken cancellation)
    {
        var aws = await platform.ConnectAsync(cancellation);
        var all = new List<ListedPurchase>();
        var scan = new ScanRequest { TableName = aws.Map.TableOf("Purchases"), ConsistentRead = true };
        do
        {
            var page = await aws.DynamoDb.ScanAsync(scan, cancellation);
            all.AddRange((page.Items ?? []).Select(Read));
            scan.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (scan.ExclusiveStartKey is { Count: > 0 } && all.Count < Most);
        return (all, scan.ExclusiveStartKey is { Count: > 0 });
    }

    private static bool Matches(ListedPurchase purchase, string? search) => string.IsNullOrEmpty(search)
        || purchase.PurchaseId.Contains(search, StringComparison.OrdinalIgnoreCase)
        || purchase.Email.Contains(search, StringComparison.OrdinalIgnoreCase)
        || purchase.Status.Contains(search.Replace(' ', '_'), StringComparison.OrdinalIgnoreCase);

    /// <summary>Whoever looks for a damaged purchase must find it, and all the others: only the key is sure to be there.</summary>
    internal static ListedPurchase Read(Dictionary<string, AttributeValue> item) => new(
        item.GetText("purchaseId"), item.TextOrNull("status") ?? "", item.TextOrNull("productId") ?? "",
        item.ContainsKey("amount") ? item.GetNumber("amount") : 0, item.TextOrNull("currency") ?? "", item.TextOrNull("customerEmail") ?? "",
        item.TimeOrNull("createdAt") ?? DateTimeOffset.UnixEpoch, item.TextOrNull("failureReason") ?? item.TextOrNull("declineCode"));
}
