using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Local.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using UserDirectory.NoteLogin;
using UserDirectory.Users;

namespace Services.Tests.UserDirectory;

/// <summary>The note of a login, in DynamoDB Local.</summary>
public sealed class NoteLoginTests(NoteLoginTests.Table table) : IClassFixture<NoteLoginTests.Table>
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task FirstNote_Stays()
    {
        await table.Client.PutItemAsync(table.Ref("Users"), Key("pur_1"));

        await NoteAsync("pur_1", Noon);
        await NoteAsync("pur_1", Noon.AddMinutes(1));

        Assert.Equal("2026-03-01T12:00:00.0000000Z", (await FindAsync("pur_1"))["loggedInAt"].S);
    }

    [Fact]
    public async Task PurchaseWithoutAnAccount_GetsNoItem()
    {
        await NoteAsync("pur_2", Noon);

        Assert.Null(await FindAsync("pur_2"));
    }

    private Task NoteAsync(string purchaseId, DateTimeOffset at) =>
        new Handler(new LoginsTable(table.Client, table.Ref("Users")), NullLogger.Instance).HandleAsync(new(purchaseId, at), default);

    private async Task<Dictionary<string, AttributeValue>> FindAsync(string purchaseId) =>
        (await table.Client.GetItemAsync(table.Ref("Users"), Key(purchaseId))).Item;

    private static Dictionary<string, AttributeValue> Key(string purchaseId) => new() { ["pk"] = new(UserKeys.ForPurchase(purchaseId)) };

    public sealed class Table() : TestCloud("""
        {'Resources': {'Users': {'Type': 'AWS::DynamoDB::Table', 'Properties': {
          'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}],
          'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'}], 'BillingMode': 'PAY_PER_REQUEST'}}}}
        """, emulators: true)
    {
        public IAmazonDynamoDB Client => field ??= new AmazonDynamoDBClient(
            Developer, new AmazonDynamoDBConfig { ServiceURL = Cloud.AwsUrl.ToString(), AuthenticationRegion = "eu-west-1" });
    }
}
