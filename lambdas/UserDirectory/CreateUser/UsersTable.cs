using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Platform.DynamoDb;
using Platform.Email;
using UserDirectory.Users;

namespace UserDirectory.CreateUser;

/// <summary>The users table; see <see cref="UserKeys"/> for what it holds. What belongs together is written in one transaction.</summary>
public sealed class UsersTable(IAmazonDynamoDB dynamoDb, string tableName) : IUsers
{
    private const string Absent = "attribute_not_exists(pk)";

    public async Task<(Entitlement? Entitlement, string? UserId)> FindAsync(
        string purchaseId, EmailAddress? email, CancellationToken cancellation)
    {
        var keys = new List<Dictionary<string, AttributeValue>> { Key(UserKeys.ForPurchase(purchaseId)) };
        if (email is not null)
            keys.Add(Key(UserKeys.ForEmail(email)));
        var answer = await dynamoDb.BatchGetItemAsync(new BatchGetItemRequest
        {
            RequestItems = new() { [tableName] = new KeysAndAttributes { Keys = keys, ConsistentRead = true } },
        }, cancellation);
        if (answer.UnprocessedKeys is { Count: > 0 })
            throw new ProvisionedThroughputExceededException("DynamoDB left keys unread.");

        var items = answer.Responses[tableName].ToDictionary(item => item.GetText("pk"));
        var userId = email is not null && items.TryGetValue(UserKeys.ForEmail(email), out var known) ? known.GetText("userId") : null;
        return (items.TryGetValue(UserKeys.ForPurchase(purchaseId), out var found) ? Read(found) : null, userId);
    }

    public Task<Entitlement?> StoreAsync(Entitlement entitlement, CancellationToken cancellation) =>
        TransactAsync(entitlement, cancellation, Put(Write(entitlement)));

    public Task<Entitlement?> GrantAsync(Entitlement entitlement, string productId, CancellationToken cancellation) =>
        TransactAsync(entitlement, cancellation, Put(Write(entitlement)), Update(
            UserKeys.ForUser(entitlement.UserId!), "SET products.#purchase = :product", "attribute_exists(pk)",
            new() { ["#purchase"] = entitlement.PurchaseId }, new() { [":product"] = Item.Text(productId) }));

    public Task<Entitlement?> CreateAsync(
        Entitlement entitlement, string productId, EmailAddress email, CancellationToken cancellation) =>
        TransactAsync(entitlement, cancellation,
            Put(Write(entitlement)),
            Put(new() { ["pk"] = Item.Text(UserKeys.ForEmail(email)), ["userId"] = Item.Text(entitlement.UserId!) }),
            Put(new()
            {
                ["pk"] = Item.Text(UserKeys.ForUser(entitlement.UserId!)),
                ["email"] = Item.Text(email.Value),
                ["products"] = new AttributeValue { M = new() { [entitlement.PurchaseId] = Item.Text(productId) } },
            }));

    public Task<Entitlement?> RevokeAsync(Entitlement granted, CancellationToken cancellation) =>
        TransactAsync(granted with { State = EntitlementState.Revoked }, cancellation,
            Update(UserKeys.ForPurchase(granted.PurchaseId), "SET #state = :revoked", "#state = :granted", new() { ["#state"] = "state" },
                new() { [":revoked"] = State(EntitlementState.Revoked), [":granted"] = State(EntitlementState.Granted) }),
            Update(UserKeys.ForUser(granted.UserId!), "REMOVE products.#purchase", "attribute_exists(pk)",
                new() { ["#purchase"] = granted.PurchaseId }, null));

    private async Task<Entitlement?> TransactAsync(
        Entitlement result, CancellationToken cancellation, params List<TransactWriteItem> writes)
    {
        try
        {
            await dynamoDb.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = writes }, cancellation);
            return result;
        }
        catch (TransactionCanceledException e) when (e.CancellationReasons.Exists(
            reason => reason.Code is "ConditionalCheckFailed" or "TransactionConflict"))
        {
            return null;
        }
    }

    private TransactWriteItem Put(Dictionary<string, AttributeValue> item) =>
        new() { Put = new Put { TableName = tableName, Item = item, ConditionExpression = Absent } };

    private TransactWriteItem Update(
        string key, string update, string condition, Dictionary<string, string> names, Dictionary<string, AttributeValue>? values) =>
        new()
        {
            Update = new Update
            {
                TableName = tableName,
                Key = Key(key),
                UpdateExpression = update,
                ConditionExpression = condition,
                ExpressionAttributeNames = names,
                ExpressionAttributeValues = values,
            },
        };

    private static Dictionary<string, AttributeValue> Write(Entitlement entitlement)
    {
        var item = new Dictionary<string, AttributeValue>
        {
            ["pk"] = Item.Text(UserKeys.ForPurchase(entitlement.PurchaseId)),
            ["purchaseId"] = Item.Text(entitlement.PurchaseId),
            ["state"] = State(entitlement.State),
            ["isNewUser"] = Item.Flag(entitlement.IsNewUser),
        };
        if (entitlement.UserId is { } userId)
            item["userId"] = Item.Text(userId);
        return item;
    }

    private static Entitlement Read(Dictionary<string, AttributeValue> item) => new(
        item.GetText("purchaseId"), Enum.Parse<EntitlementState>(item.GetText("state"), ignoreCase: true), item.TextOrNull("userId"),
        item["isNewUser"].BOOL == true);

    private static AttributeValue State(EntitlementState state) => Item.Text(state.ToString().ToUpperInvariant());

    private static Dictionary<string, AttributeValue> Key(string key) => new() { ["pk"] = Item.Text(key) };
}
