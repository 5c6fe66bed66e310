using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Platform.DynamoDb;

namespace AuthService.Tokens;

/// <summary>The sso-tokens table: one token per purchase.</summary>
public sealed class TokensTable(IAmazonDynamoDB dynamoDb, string tableName, TimeProvider time) : ITokens
{
    /// <summary>Items outlive every message that may still come (queues and DLQs keep them 14 days each), so that tombstones hold.</summary>
    private static readonly TimeSpan Retention = TimeSpan.FromDays(60);

    private static readonly Dictionary<string, string> Names = new() { ["#state"] = "state", ["#token"] = "token", ["#ttl"] = "ttl" };

    public async Task<LoginToken?> StoreAsync(LoginToken token, CancellationToken cancellation)
    {
        var existing = await dynamoDb.PutIfAbsentAsync(tableName, "purchaseId", new()
        {
            ["purchaseId"] = Item.Text(token.PurchaseId),
            ["tokenId"] = Item.Text(token.TokenId),
            ["token"] = Item.Text(token.Jwt ?? throw new ArgumentException("An issued token has a value.", nameof(token))),
            ["expiresAt"] = Item.Time(token.ExpiresAt),
            ["state"] = State(token.State),
            ["forNewUser"] = Item.Flag(token.ForNewUser),
            ["ttl"] = Item.Epoch(time.GetUtcNow() + Retention),
        }, cancellation);
        return existing is null ? null : Read(existing);
    }

    public Task WithdrawAsync(string purchaseId, CancellationToken cancellation) =>
        dynamoDb.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = tableName,
            Key = Key(purchaseId),
            UpdateExpression = "SET #state = :withdrawn, #ttl = :ttl REMOVE #token",
            ExpressionAttributeNames = Names,
            ExpressionAttributeValues = new()
            {
                [":withdrawn"] = State(LoginTokenState.Withdrawn),
                [":ttl"] = Item.Epoch(time.GetUtcNow() + Retention),
            },
        }, cancellation);

    public async Task<LoginToken?> FindAsync(string purchaseId, CancellationToken cancellation)
    {
        var answer = await dynamoDb.GetItemAsync(
            new GetItemRequest { TableName = tableName, Key = Key(purchaseId), ConsistentRead = true }, cancellation);
        return answer.Item.Exists() ? Read(answer.Item) : null;
    }

    private static LoginToken Read(Dictionary<string, AttributeValue> item) => new(
        item.GetText("purchaseId"), item.TextOrNull("tokenId") ?? "", item.TextOrNull("token"),
        item.ContainsKey("expiresAt") ? item.GetTime("expiresAt") : DateTimeOffset.MinValue,
        Enum.Parse<LoginTokenState>(item.GetText("state"), ignoreCase: true),
        item.TryGetValue("forNewUser", out var forNewUser) && forNewUser.BOOL == true);

    private static AttributeValue State(LoginTokenState state) => Item.Text(state.ToString().ToUpperInvariant());

    private static Dictionary<string, AttributeValue> Key(string purchaseId) => new() { ["purchaseId"] = Item.Text(purchaseId) };
}
