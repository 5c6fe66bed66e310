using Amazon.DynamoDBv2.Model;
using Local.Ops.Aws;
using Platform.DynamoDb;
using Platform.Email;

namespace Local.Ops.Facts;

/// <summary>The account of an address.</summary>
/// <param name="Purchases">Those that give it something.</param>
internal sealed record AccountOf(string UserId, IReadOnlyList<string> Purchases)
{
    /// <returns>Null when nobody has the address.</returns>
    public static async Task<AccountOf?> FindAsync(OperatorAws aws, EmailAddress email, CancellationToken cancellation)
    {
        if (await ItemAsync(aws, $"email#{email.Normalized}", cancellation) is not { } address)
            return null;
        var userId = address.GetText("userId");
        var user = await ItemAsync(aws, $"user#{userId}", cancellation);
        var products = user?.GetValueOrDefault("products")?.M;
        return new(userId, products is null ? [] : [.. products.Keys]);
    }

    private static async Task<Dictionary<string, AttributeValue>?> ItemAsync(OperatorAws aws, string key, CancellationToken cancellation)
    {
        var answer = await aws.DynamoDb.GetItemAsync(new GetItemRequest
        {
            TableName = aws.Map.TableOf("Users"),
            Key = new() { ["pk"] = Item.Text(key) },
            ConsistentRead = true,
        }, cancellation);
        return answer.Item.Exists() ? answer.Item : null;
    }
}
