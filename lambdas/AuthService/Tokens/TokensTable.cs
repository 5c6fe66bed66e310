using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Contracts;
using Platform.DynamoDb;

namespace AuthService.Tokens;

/// <summary>The token cache in DynamoDB: the sso-tokens table. No servers, and tombstones that survive everything.</summary>
public sealed class TokensTable(IAmazonDynamoDB dynamoDb, string tableName, TimeProvider time) : ITokens
{
    /// <summary>Items outlive every message that may still come (queues and DLQs keep them 14 days each), so that tombstones hold.</summary>
    private static readonly TimeSpan Retention = TimeSpan.FromDays(60);

    private const string Forget = "REMOVE #token, userId, email, purchase";

    public async Task<LoginToken?> StoreAsync(LoginToken token, CancellationToken cancellation) =>
        await dynamoDb.PutIfAbsentAsync(tableName, "loginId", Write(token), cancellation) is { } existing ? Read(existing) : null;

    public Task<bool> RenewAsync(LoginToken fresh, string expiredTokenId, CancellationToken cancellation) =>
        dynamoDb.TryUpdateAsync(new UpdateItemRequest
        {
            TableName = tableName,
            Key = Key(fresh.LoginId),
            UpdateExpression = "SET tokenId = :fresh, #token = :token, expiresAt = :expiresAt, renewed = :true",
            ConditionExpression = "#state = :issued AND tokenId = :expired AND renewed <> :true",
            ExpressionAttributeNames = new() { ["#state"] = "state", ["#token"] = "token" },
            ExpressionAttributeValues = new()
            {
                [":fresh"] = Item.Text(fresh.TokenId),
                [":token"] = Item.Text(Required(fresh)),
                [":expiresAt"] = Item.Time(fresh.ExpiresAt),
                [":true"] = Item.Flag(true),
                [":issued"] = State(LoginTokenState.Issued),
                [":expired"] = Item.Text(expiredTokenId),
            },
        }, cancellation);

    public async Task<Redemption> RedeemAsync(string loginId, string tokenId, string? codeChallenge, CancellationToken cancellation)
    {
        var values = new Dictionary<string, AttributeValue>
        {
            [":redeemed"] = State(LoginTokenState.Redeemed),
            [":issued"] = State(LoginTokenState.Issued),
            [":tokenId"] = Item.Text(tokenId),
        };
        if (codeChallenge is not null)
            values[":challenge"] = Item.Text(codeChallenge);
        try
        {
            var answer = await dynamoDb.UpdateItemAsync(new UpdateItemRequest
            {
                TableName = tableName,
                Key = Key(loginId),
                UpdateExpression = $"SET #state = :redeemed {Forget}",
                ConditionExpression = "#state = :issued AND tokenId = :tokenId AND "
                    + (codeChallenge is null ? "attribute_not_exists(codeChallenge)" : "codeChallenge = :challenge"),
                ExpressionAttributeNames = new() { ["#state"] = "state", ["#token"] = "token" },
                ExpressionAttributeValues = values,
                ReturnValues = ReturnValue.ALL_OLD,
                ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
            }, cancellation);
            return new Redemption(true, Read(answer.Attributes));
        }
        catch (ConditionalCheckFailedException e)
        {
            return new Redemption(false, e.Item.Exists() ? Read(e.Item) : null);
        }
    }

    public Task WithdrawAsync(string loginId, CancellationToken cancellation) =>
        dynamoDb.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = tableName,
            Key = Key(loginId),
            UpdateExpression = $"SET #state = :withdrawn, #ttl = :ttl {Forget}",
            ExpressionAttributeNames = new() { ["#state"] = "state", ["#token"] = "token", ["#ttl"] = "ttl" },
            ExpressionAttributeValues = new()
            {
                [":withdrawn"] = State(LoginTokenState.Withdrawn),
                [":ttl"] = Item.Epoch(time.GetUtcNow() + Retention),
            },
        }, cancellation);

    public async Task<LoginToken?> FindAsync(string loginId, CancellationToken cancellation)
    {
        var answer = await dynamoDb.GetItemAsync(
            new GetItemRequest { TableName = tableName, Key = Key(loginId), ConsistentRead = true }, cancellation);
        return answer.Item.Exists() ? Read(answer.Item) : null;
    }

    private Dictionary<string, AttributeValue> Write(LoginToken token)
    {
        var identity = token.Identity ?? throw new ArgumentException("An issued token has an identity.", nameof(token));
        var item = new Dictionary<string, AttributeValue>
        {
            ["loginId"] = Item.Text(token.LoginId),
            ["tokenId"] = Item.Text(token.TokenId),
            ["token"] = Item.Text(Required(token)),
            ["expiresAt"] = Item.Time(token.ExpiresAt),
            ["state"] = State(token.State),
            ["userId"] = Item.Text(identity.UserId),
            ["email"] = Item.Text(identity.Email),
            ["forNewUser"] = Item.Flag(token.ForNewUser),
            ["renewed"] = Item.Flag(token.Renewed),
            ["ttl"] = Item.Epoch(time.GetUtcNow() + Retention),
        };
        if (token.CodeChallenge is { } challenge)
            item["codeChallenge"] = Item.Text(challenge);
        if (identity.Purchase is { } purchase)
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

    private static LoginToken Read(Dictionary<string, AttributeValue> item) => new(
        item.GetText("loginId"), item.TextOrNull("tokenId") ?? "", item.TextOrNull("token"),
        item.ContainsKey("expiresAt") ? item.GetTime("expiresAt") : DateTimeOffset.MinValue,
        Enum.Parse<LoginTokenState>(item.GetText("state"), ignoreCase: true),
        ReadIdentity(item), IsTrue(item, "forNewUser"), item.TextOrNull("codeChallenge"), IsTrue(item, "renewed"));

    private static Identity? ReadIdentity(Dictionary<string, AttributeValue> item) => item.TextOrNull("userId") is { } userId
        ? new Identity(userId, item.GetText("email"), item.TryGetValue("purchase", out var purchase) ? ReadPurchase(purchase.M) : null)
        : null;

    private static PurchasedProduct ReadPurchase(Dictionary<string, AttributeValue> purchase) => new(
        purchase.GetText("purchaseId"), purchase.GetText("productId"), purchase.GetNumber("amount"), purchase.GetText("currency"));

    private static bool IsTrue(Dictionary<string, AttributeValue> item, string name) =>
        item.TryGetValue(name, out var flag) && flag.BOOL == true;

    private static string Required(LoginToken token) =>
        token.Jwt ?? throw new ArgumentException("An issued token has a value.", nameof(token));

    private static AttributeValue State(LoginTokenState state) => Item.Text(state.ToString().ToUpperInvariant());

    private static Dictionary<string, AttributeValue> Key(string loginId) => new() { ["loginId"] = Item.Text(loginId) };
}
