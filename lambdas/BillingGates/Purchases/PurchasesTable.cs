using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Contracts;
using Platform.DynamoDb;

namespace BillingGates.Purchases;

/// <summary>The purchases table. Every change is one conditional write, so that a late or repeated one changes nothing.</summary>
public sealed class PurchasesTable(IAmazonDynamoDB dynamoDb, string tableName) : IPurchases
{
    /// <summary>No one knows yet whether the provider charged: it is pending, or a person was called because it was for a day.</summary>
    private const string IsUndecided = "#status = :pending OR (#status = :attention AND attribute_not_exists(paymentIntentId))";

    private const string NothingToLookAt = " REMOVE needsAttentionSince, failureReason";
    private const string LeavesTheIndex = $", {OpenPurchases.Bucket}";

    public async Task<Purchase?> StoreIntentAsync(Purchase intent, CancellationToken cancellation) =>
        await dynamoDb.PutIfAbsentAsync(tableName, "purchaseId", PurchaseItem.Write(intent), cancellation) is { } existing
            ? PurchaseItem.Read(existing)
            : null;

    public Task<bool> TakeOverAsync(Purchase seen, DateTimeOffset leaseUntil, CancellationToken cancellation) =>
        UpdateAsync(seen.PurchaseId, "SET leaseUntil = :new", "#status = :pending AND leaseUntil = :seen", new()
        {
            [":new"] = Item.Time(leaseUntil),
            [":seen"] = Item.Time(seen.LeaseUntil),
            [":pending"] = PurchaseItem.Status(PurchaseStatus.PaymentPending),
        }, cancellation);

    public Task<bool> MarkPaidAsync(string purchaseId, string paymentIntentId, DateTimeOffset now, CancellationToken cancellation) =>
        UpdateAsync(purchaseId, "SET #status = :paid, paymentIntentId = :intent, paidAt = :now" + NothingToLookAt, IsUndecided, new()
        {
            [":paid"] = PurchaseItem.Status(PurchaseStatus.Paid),
            [":pending"] = PurchaseItem.Status(PurchaseStatus.PaymentPending),
            [":attention"] = PurchaseItem.Status(PurchaseStatus.NeedsAttention),
            [":intent"] = Item.Text(paymentIntentId),
            [":now"] = Item.Time(now),
        }, cancellation);

    public Task<bool> MarkDeclinedAsync(string purchaseId, Decline decline, CancellationToken cancellation) =>
        UpdateAsync(purchaseId, "SET #status = :declined, declineCode = :code, invalidRequest = :invalid" + NothingToLookAt + LeavesTheIndex, IsUndecided, new()
        {
            [":declined"] = PurchaseItem.Status(PurchaseStatus.Declined),
            [":pending"] = PurchaseItem.Status(PurchaseStatus.PaymentPending),
            [":attention"] = PurchaseItem.Status(PurchaseStatus.NeedsAttention),
            [":code"] = Item.Text(decline.Code),
            [":invalid"] = Item.Flag(decline.InvalidRequest),
        }, cancellation);

    public Task<bool> ReleaseAsync(string purchaseId, DateTimeOffset now, CancellationToken cancellation) =>
        UpdateAsync(purchaseId, "SET leaseUntil = :now", "#status = :pending", new()
        {
            [":now"] = Item.Time(now),
            [":pending"] = PurchaseItem.Status(PurchaseStatus.PaymentPending),
        }, cancellation);

    public Task<bool> MarkNeedsAttentionAsync(
        string purchaseId, PurchaseStatus onlyFrom, string reason, DateTimeOffset now, CancellationToken cancellation) =>
        UpdateAsync(purchaseId, "SET #status = :attention, needsAttentionSince = :now, failureReason = :reason", "#status = :seen", new()
        {
            [":attention"] = PurchaseItem.Status(PurchaseStatus.NeedsAttention),
            [":seen"] = PurchaseItem.Status(onlyFrom),
            [":now"] = Item.Time(now),
            [":reason"] = Item.Text(reason),
        }, cancellation);

    public async IAsyncEnumerable<OpenPurchase> ListOpenAsync(
        string bucket, DateTimeOffset olderThan, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var request = new QueryRequest
        {
            TableName = tableName,
            IndexName = OpenPurchases.Index,
            KeyConditionExpression = "#bucket = :bucket AND createdAt < :olderThan",
            ExpressionAttributeNames = new() { ["#bucket"] = OpenPurchases.Bucket },
            ExpressionAttributeValues = new() { [":bucket"] = Item.Text(bucket), [":olderThan"] = Item.Time(olderThan) },
        };
        do
        {
            var page = await dynamoDb.QueryAsync(request, cancellation);
            foreach (var item in page.Items ?? [])
                yield return PurchaseItem.ReadOpen(item);
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
    }

    public async Task<Purchase?> FindAsync(string purchaseId, CancellationToken cancellation)
    {
        var answer = await dynamoDb.GetItemAsync(new GetItemRequest
        {
            TableName = tableName,
            Key = new() { ["purchaseId"] = Item.Text(purchaseId) },
            ConsistentRead = true,
        }, cancellation);
        return answer.Item.Exists() ? PurchaseItem.Read(answer.Item) : null;
    }

    private Task<bool> UpdateAsync(
        string purchaseId, string update, string condition, Dictionary<string, AttributeValue> values, CancellationToken cancellation) =>
        dynamoDb.TryUpdateAsync(new UpdateItemRequest
        {
            TableName = tableName,
            Key = new() { ["purchaseId"] = Item.Text(purchaseId) },
            UpdateExpression = update,
            ConditionExpression = condition,
            ExpressionAttributeNames = new() { ["#status"] = "status" },
            ExpressionAttributeValues = values,
        }, cancellation);
}
