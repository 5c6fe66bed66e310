using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Platform.DynamoDb;
using UserDirectory.Users;

namespace UserDirectory.NoteLogin;

/// <summary>Logins in the users table: the item of the purchase tells when its buyer was logged in by it.</summary>
public sealed class LoginsTable(IAmazonDynamoDB dynamoDb, string tableName) : ILogins
{
    public Task<bool> NoteAsync(string purchaseId, DateTimeOffset at, CancellationToken cancellation) => dynamoDb.TryUpdateAsync(new UpdateItemRequest
    {
        TableName = tableName,
        Key = new() { ["pk"] = Item.Text(UserKeys.ForPurchase(purchaseId)) },
        UpdateExpression = "SET loggedInAt = :at",
        ConditionExpression = "attribute_exists(pk) AND attribute_not_exists(loggedInAt)",
        ExpressionAttributeValues = new() { [":at"] = Item.Time(at) },
    }, cancellation);
}
