using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Platform.DynamoDb;
using Platform.Idempotency;

namespace NotificationService.SendEmail;

/// <summary>The notifications table: one item per purchase and kind of letter.</summary>
public sealed class NotificationsTable(IAmazonDynamoDB dynamoDb, string tableName, TimeProvider time) : INotifications
{
    /// <summary>Items outlive every message that may still come (queues and DLQs keep them 14 days each).</summary>
    private static readonly TimeSpan Retention = TimeSpan.FromDays(60);

    public async Task<Claim?> StoreClaimAsync(string id, Claim claim, CancellationToken cancellation)
    {
        var existing = await dynamoDb.PutIfAbsentAsync(tableName, "notificationId", new()
        {
            ["notificationId"] = Item.Text(id),
            ["kind"] = Item.Text(claim.Fingerprint),
            ["sent"] = Item.Flag(claim.Finished),
            ["leaseUntil"] = Item.Time(claim.LeaseUntil),
            ["ttl"] = Item.Epoch(time.GetUtcNow() + Retention),
        }, cancellation);
        return existing is null ? null : new Claim(existing.GetText("kind"), existing["sent"].BOOL == true, existing.GetTime("leaseUntil"));
    }

    public Task<bool> TakeOverAsync(string id, Claim seen, DateTimeOffset leaseUntil, CancellationToken cancellation) =>
        dynamoDb.TryUpdateAsync(new UpdateItemRequest
        {
            TableName = tableName,
            Key = Key(id),
            UpdateExpression = "SET leaseUntil = :new",
            ConditionExpression = "sent = :no AND leaseUntil = :seen",
            ExpressionAttributeValues = new()
            {
                [":no"] = Item.Flag(false), [":new"] = Item.Time(leaseUntil), [":seen"] = Item.Time(seen.LeaseUntil),
            },
        }, cancellation);

    public Task MarkSentAsync(string id, string messageId, CancellationToken cancellation) =>
        dynamoDb.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = tableName,
            Key = Key(id),
            UpdateExpression = "SET sent = :yes, sesMessageId = :message, sentAt = :now",
            ExpressionAttributeValues = new()
            {
                [":yes"] = Item.Flag(true), [":message"] = Item.Text(messageId), [":now"] = Item.Time(time.GetUtcNow()),
            },
        }, cancellation);

    private static Dictionary<string, AttributeValue> Key(string id) => new() { ["notificationId"] = Item.Text(id) };
}
