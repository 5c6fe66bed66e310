using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Platform.DynamoDb;
using Platform.Email;
using UserDirectory.Users;

namespace UserDirectory.FindUser;

/// <summary>The addresses in the users table: one item each.</summary>
public sealed class AddressesInTable(IAmazonDynamoDB dynamoDb, string tableName) : IAddresses
{
    public async Task<string?> FindUserAsync(EmailAddress email, CancellationToken cancellation)
    {
        var answer = await dynamoDb.GetItemAsync(new GetItemRequest
        {
            TableName = tableName,
            Key = new() { ["pk"] = Item.Text(UserKeys.ForEmail(email)) },
            ConsistentRead = true,
        }, cancellation);
        return answer.Item.Exists() ? answer.Item.GetText("userId") : null;
    }
}
