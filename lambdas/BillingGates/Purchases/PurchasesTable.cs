using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Contracts;
using Platform.DynamoDb;

namespace BillingGates.Purchases;

/// <summary>The purchases table. Every change is one conditional write, so that a late or repeated one changes nothing.</summary>
public sealed class PurchasesTable(IAmazonDynamoDB dynamoDb, string tableName) : IPurchases
{
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
        UpdateAsync(purchaseId, "SET #status = :paid, paymentIntentId = :intent, paidAt = :now", "#status = :pending", new()
        {
            [":paid"] = PurchaseItem.Status(PurchaseStatus.Paid),
            [":pending"] = PurchaseItem.Status(PurchaseStatus.PaymentPending),
            [":intent"] = Item.Text(paymentIntentId),
            [":now"] = Item.Time(now),
        }, cancellation);

    public Task<bool> MarkDeclinedAsync(string purchaseId, Decline decline, CancellationToken cancellation) =>
        UpdateAsync(purchaseId, "SET #status = :declined, declineCode = :code, invalidRequest = :invalid", "#status = :pending", new()
        {
            [":declined"] = PurchaseItem.Status(PurchaseStatus.Declined),
            [":pending"] = PurchaseItem.Status(PurchaseStatus.PaymentPending),
            [":code"] = Item.Text(decline.Code),
            [":invalid"] = Item.Flag(decline.InvalidRequest),
        }, cancellation);

    public Task<bool> ReleaseAsync(string purchaseId, DateTimeOffset now, CancellationToken cancellation) =>
        UpdateAsync(purchaseId, "SET leaseUntil = :now", "#status = :pending", new()
        {
            [":now"] = Item.Time(now),
            [":pending"] = PurchaseItem.Status(PurchaseStatus.PaymentPending),
        }, cancellation);

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
