using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Contracts;
using Platform.DynamoDb;
using Platform.Email;

namespace CrmSync.Contacts;

/// <summary>
/// The contacts table: one item per buyer, under the hash of the address. The address itself is the CRM's to keep. An item holds about 3,000
/// purchases; what doesn't fit fails and ends in the dead-letter queue.
/// </summary>
public sealed class ContactsTable(IAmazonDynamoDB dynamoDb, string tableName, TimeProvider time) : IContacts
{
    private const string Events = "events#";
    private const string Product = "product#";

    /// <summary>Longer than the function can run, so that two never write to the CRM at once; shorter than a message stays away after a failure.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    public Task RecordAsync(EmailAddress email, PurchaseEvent purchaseEvent, CancellationToken cancellation)
    {
        var name = purchaseEvent.GetType().Name;
        var update = Update(email, "SET #product = :product");
        update.ExpressionAttributeNames = new()
        {
            ["#events"] = Events + purchaseEvent.PurchaseId, ["#product"] = Product + purchaseEvent.PurchaseId,
        };
        update.ExpressionAttributeValues = new()
        {
            [":product"] = Item.Text(purchaseEvent.ProductId),
            [":name"] = Item.Text(name),
            [":names"] = new AttributeValue { SS = [name] },
            [":one"] = Item.Number(1),
        };
        if (purchaseEvent.UserId is { } userId)
        {
            update.ExpressionAttributeValues[":user"] = Item.Text(userId);
            update.UpdateExpression += ", userId = :user";
        }
        update.UpdateExpression += " ADD #events :names, version :one";
        update.ConditionExpression = "attribute_not_exists(#events) OR NOT contains(#events, :name)";
        return dynamoDb.TryUpdateAsync(update, cancellation);
    }

    public async Task<Turn> TakeTurnAsync(EmailAddress email, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var update = Update(email, "SET leaseUntil = :until");
        update.ConditionExpression =
            "(attribute_not_exists(synced) OR synced < version) AND (attribute_not_exists(leaseUntil) OR leaseUntil < :now)";
        update.ExpressionAttributeValues = new() { [":now"] = Item.Time(now), [":until"] = Item.Time(now + Lease) };
        update.ReturnValues = ReturnValue.ALL_NEW;
        update.ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD;
        try
        {
            var taken = await dynamoDb.UpdateItemAsync(update, cancellation);
            return new Turn.Mine(Read(taken.Attributes), now + Lease);
        }
        catch (ConditionalCheckFailedException refusal)
        {
            return IsSynced(refusal.Item) ? new Turn.UpToDate() : new Turn.Taken();
        }
    }

    public Task EndTurnAsync(EmailAddress email, Turn.Mine turn, string crmId, CancellationToken cancellation)
    {
        var update = Update(email, "SET synced = :version, crmId = :id REMOVE leaseUntil");
        update.ConditionExpression = "leaseUntil = :mine";
        update.ExpressionAttributeValues = new()
        {
            [":version"] = Item.Number(turn.Contact.Version), [":id"] = Item.Text(crmId), [":mine"] = Item.Time(turn.LeaseUntil),
        };
        return dynamoDb.TryUpdateAsync(update, cancellation);
    }

    private static bool IsSynced(Dictionary<string, AttributeValue> item) =>
        item.ContainsKey("synced") && item.GetNumber("synced") == item.GetNumber("version");

    private static Contact Read(Dictionary<string, AttributeValue> item) => new(
        [
            .. from attribute in item
               where attribute.Key.StartsWith(Events, StringComparison.Ordinal)
               let product = item.GetText(Product + attribute.Key[Events.Length..])
               select new KnownPurchase(product, attribute.Value.SS.ToHashSet()),
        ],
        item.TextOrNull("userId"),
        long.Parse(item["version"].N, CultureInfo.InvariantCulture));

    private UpdateItemRequest Update(EmailAddress email, string expression) => new()
    {
        TableName = tableName,
        Key = new() { ["contactKey"] = Item.Text(KeyOf(email)) },
        UpdateExpression = expression,
    };

    /// <summary>Enough to recognize an address again, and not the address itself.</summary>
    private static string KeyOf(EmailAddress email) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("crm-contact\n" + email.Normalized)));
}
