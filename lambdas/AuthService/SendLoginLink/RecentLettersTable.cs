using System.Security.Cryptography;
using System.Text;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Platform.DynamoDb;
using Platform.Email;

namespace AuthService.SendLoginLink;

/// <summary>The letters to one address, as they stood at one moment.</summary>
/// <param name="Version">Grows with every change; zero when nothing is known.</param>
public sealed record RecentLetters(IReadOnlyList<RecentLetter> Letters, long Version);

/// <summary>What has been sent to whom lately.</summary>
public interface IRecentLetters
{
    /// <summary>Reads with strong consistency.</summary>
    Task<RecentLetters> FindAsync(EmailAddress email, CancellationToken cancellation);

    /// <returns>False when they are no longer as they were seen.</returns>
    Task<bool> ReplaceAsync(EmailAddress email, RecentLetters seen, IReadOnlyList<RecentLetter> letters, CancellationToken cancellation);
}

/// <summary>The recent-letters table: one item for each address, under its hash, until its letters no longer count.</summary>
public sealed class RecentLettersTable(IAmazonDynamoDB dynamoDb, string tableName, TimeProvider time) : IRecentLetters
{
    public async Task<RecentLetters> FindAsync(EmailAddress email, CancellationToken cancellation)
    {
        var answer = await dynamoDb.GetItemAsync(new GetItemRequest
        {
            TableName = tableName,
            Key = new() { ["addressHash"] = Item.Text(HashOf(email)) },
            ConsistentRead = true,
        }, cancellation);
        return answer.Item.Exists()
            ? new RecentLetters([.. answer.Item["letters"].L.Select(Read)], (long)answer.Item.GetNumber("version"))
            : new RecentLetters([], 0);
    }

    public async Task<bool> ReplaceAsync(
        EmailAddress email, RecentLetters seen, IReadOnlyList<RecentLetter> letters, CancellationToken cancellation)
    {
        try
        {
            await dynamoDb.PutItemAsync(new PutItemRequest
            {
                TableName = tableName,
                Item = new()
                {
                    ["addressHash"] = Item.Text(HashOf(email)),
                    ["letters"] = new AttributeValue { L = [.. letters.Select(Write)] },
                    ["version"] = Item.Number(seen.Version + 1),
                    ["ttl"] = Item.Epoch(time.GetUtcNow() + (2 * LetterLimit.Window)),
                },
                ConditionExpression = seen.Version == 0 ? "attribute_not_exists(addressHash)" : "version = :seen",
                ExpressionAttributeValues = seen.Version == 0
                    ? null
                    : new() { [":seen"] = Item.Number(seen.Version) },
            }, cancellation);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    /// <summary>Enough to recognize an address again, and not the address itself.</summary>
    private static string HashOf(EmailAddress email) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("login-link\n" + email.Normalized)));

    private static AttributeValue Write(RecentLetter letter) => new()
    {
        M = new()
        {
            ["requestId"] = Item.Text(letter.RequestId),
            ["claimedAt"] = Item.Time(letter.ClaimedAt),
            ["sent"] = Item.Flag(letter.Sent),
        },
    };

    private static RecentLetter Read(AttributeValue letter) =>
        new(letter.M.GetText("requestId"), letter.M.GetTime("claimedAt"), letter.M["sent"].BOOL == true);
}
