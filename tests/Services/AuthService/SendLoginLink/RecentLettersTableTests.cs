using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using AuthService.SendLoginLink;
using Local.Tests.Support;
using Platform.Email;

namespace Services.Tests.AuthService.SendLoginLink;

/// <summary>The table against DynamoDB Local.</summary>
public sealed class RecentLettersTableTests(RecentLettersTableTests.Table table) : IClassFixture<RecentLettersTableTests.Table>
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly RecentLettersTable letters = new(table.Client, table.Ref("RecentLetters"), TimeProvider.System);

    [Fact]
    public async Task Letters_AreFoundAsTheyWereWritten_InAnySpellingOfTheAddress()
    {
        var written = new[] { new RecentLetter("r1", Noon, true), new RecentLetter("r2", Noon.AddMinutes(2), false) };
        var nothing = await letters.FindAsync(Address("first@example.com"), default);
        Assert.Equal(0, nothing.Version);
        Assert.True(await letters.ReplaceAsync(Address("first@example.com"), nothing, written, default));

        var found = await letters.FindAsync(Address("FIRST@Example.com"), default);
        Assert.Equal(written, found.Letters);
        Assert.Empty((await letters.FindAsync(Address("second@example.com"), default)).Letters);
    }

    [Fact]
    public async Task OfTwoWhoSawTheSame_OneWrites()
    {
        var email = Address("third@example.com");
        for (var version = 0; version < 2; version++)
        {
            var seen = await letters.FindAsync(email, default);
            var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
                letters.ReplaceAsync(email, seen, [new RecentLetter($"r{i}", Noon, false)], default)));
            Assert.Single(results, written => written);
        }
    }

    [Fact]
    public async Task Item_HoldsNoAddress_AndExpires()
    {
        var email = Address("fourth@example.com");
        await letters.ReplaceAsync(email, new RecentLetters([], 0), [new RecentLetter("r1", Noon, true)], default);

        var items = (await table.Client.ScanAsync(new ScanRequest(table.Ref("RecentLetters")))).Items;
        Assert.All(items, item => Assert.True(item.ContainsKey("ttl")));
        Assert.All(items, item => Assert.DoesNotContain("example.com", string.Join(' ', item.Values.Select(value => value.S))));
    }

    private static EmailAddress Address(string text) => EmailAddress.Parse(text);

    public sealed class Table() : TestCloud("""
        {'Resources': {'RecentLetters': {'Type': 'AWS::DynamoDB::Table', 'Properties': {
          'KeySchema': [{'AttributeName': 'addressHash', 'KeyType': 'HASH'}],
          'AttributeDefinitions': [{'AttributeName': 'addressHash', 'AttributeType': 'S'}], 'BillingMode': 'PAY_PER_REQUEST'}}}}
        """, emulators: true)
    {
        public IAmazonDynamoDB Client => field ??= new AmazonDynamoDBClient(
            Developer, new AmazonDynamoDBConfig { ServiceURL = Cloud.AwsUrl.ToString(), AuthenticationRegion = "eu-west-1" });
    }
}
