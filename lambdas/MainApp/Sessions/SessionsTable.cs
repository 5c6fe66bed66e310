using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Contracts;
using Platform.DynamoDb;

namespace MainApp.Sessions;

/// <summary>The sessions table.</summary>
public sealed class SessionsTable(IAmazonDynamoDB dynamoDb, string tableName) : ISessions
{
    public Task StoreAsync(string key, Session session, CancellationToken cancellation) =>
        dynamoDb.PutItemAsync(new PutItemRequest { TableName = tableName, Item = Write(key, session) }, cancellation);

    public async Task<Session?> FindAsync(string key, CancellationToken cancellation)
    {
        var answer = await dynamoDb.GetItemAsync(
            new GetItemRequest { TableName = tableName, Key = Key(key), ConsistentRead = true }, cancellation);
        return answer.Item.Exists() ? Read(answer.Item) : null;
    }

    public Task DeleteAsync(string key, CancellationToken cancellation) =>
        dynamoDb.DeleteItemAsync(new DeleteItemRequest { TableName = tableName, Key = Key(key) }, cancellation);

    private static Dictionary<string, AttributeValue> Write(string key, Session session)
    {
        var item = Key(key);
        item["userId"] = Item.Text(session.Identity.UserId);
        item["email"] = Item.Text(session.Identity.Email);
        item["tokenHash"] = Item.Text(session.TokenHash);
        item["createdAt"] = Item.Time(session.CreatedAt);
        item["expiresAt"] = Item.Time(session.ExpiresAt);
        item["ttl"] = Item.Epoch(session.ExpiresAt);
        if (session.Identity.Purchase is { } purchase)
        {
            item["purchase"] = new AttributeValue
            {
                M = new()
                {
                    ["purchaseId"] = Item.Text(purchase.PurchaseId),
                    ["productId"] = Item.Text(purchase.ProductId),
                    ["amount"] = Item.Number(purchase.Amount),
                    ["currency"] = Item.Text(purchase.Currency),
                },
            };
        }
        return item;
    }

    private static Session Read(Dictionary<string, AttributeValue> item) => new(
        new Identity(
            item.GetText("userId"), item.GetText("email"),
            item.TryGetValue("purchase", out var purchase) ? ReadPurchase(purchase.M) : null),
        item.GetText("tokenHash"), item.GetTime("createdAt"));

    private static PurchasedProduct ReadPurchase(Dictionary<string, AttributeValue> purchase) => new(
        purchase.GetText("purchaseId"), purchase.GetText("productId"), purchase.GetNumber("amount"), purchase.GetText("currency"));

    private static Dictionary<string, AttributeValue> Key(string key) => new() { ["sessionKey"] = Item.Text(key) };
}
