using Amazon.DynamoDBStreams;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Local.Tests.Support;

namespace Local.Tests.Emulators;

[Collection(SharedEmulators.Name)]
public sealed class DynamoDbTests(EmulatorCloud fixture) : IDisposable
{
    private readonly AmazonDynamoDBClient dynamoDb = new(
        TestCloud.Developer, new AmazonDynamoDBConfig { ServiceURL = fixture.Cloud.AwsUrl.ToString(), AuthenticationRegion = "eu-west-1", MaxErrorRetry = 0 });

    [Theory]
    [InlineData("Purchases")]
    [InlineData("Users")]
    public async Task AnItem_IsWrittenAndRead_InTablesWithAndWithoutStream(string table)
    {
        var id = Guid.NewGuid().ToString();
        await dynamoDb.PutItemAsync(fixture.Ref(table), Item(id));

        var read = await dynamoDb.GetItemAsync(fixture.Ref(table), Item(id));

        Assert.Equal(id, read.Item["id"].S);
    }

    [Fact]
    public async Task ATransaction_SpansTablesWithoutStream()
    {
        var id = Guid.NewGuid().ToString();
        await dynamoDb.TransactWriteItemsAsync(Puts(id, "Users", "Orders"));

        Assert.True((await dynamoDb.GetItemAsync(fixture.Ref("Orders"), Item(id))).IsItemSet);
    }

    [Fact]
    public async Task ATransaction_ThatSpansATableWithStream_IsRefused_NamingTheTables()
    {
        var error = await Assert.ThrowsAsync<AmazonDynamoDBException>(
            () => dynamoDb.TransactWriteItemsAsync(Puts(Guid.NewGuid().ToString(), "Users", "Purchases")));

        Assert.Equal("ValidationException", error.ErrorCode);
        Assert.Contains(fixture.Ref("Purchases"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFailedCondition_ArrivesAsTheTypedException() =>
        await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => dynamoDb.PutItemAsync(new PutItemRequest
        {
            TableName = fixture.Ref("Purchases"),
            Item = Item("none"),
            ConditionExpression = "attribute_exists(id)",
        }));

    [Fact]
    public async Task ListTables_NamesTablesOfAllDatabases()
    {
        var tables = (await dynamoDb.ListTablesAsync()).TableNames;

        Assert.All((string[])["Purchases", "Users", "Orders"], table => Assert.Contains(fixture.Ref(table), tables));
    }

    [Fact]
    public async Task ATable_HasTheRegionAndAccount_OfTheLocalCloud()
    {
        var table = (await dynamoDb.DescribeTableAsync(fixture.Ref("Users"))).Table;

        Assert.Equal($"arn:aws:dynamodb:eu-west-1:000000000000:table/{fixture.Ref("Users")}", table.TableArn);
        Assert.Equal(table.TableArn, fixture.Attribute("Users", "Arn"));
    }

    [Fact]
    public async Task TimeToLive_IsEnabled_AsInTheTemplate() => Assert.Equal(
        "ttl", (await dynamoDb.DescribeTimeToLiveAsync(fixture.Ref("Users"))).TimeToLiveDescription.AttributeName);

    [Fact]
    public async Task AStream_HoldsTheWrites_UnderTheArnOfTheTemplate()
    {
        var id = Guid.NewGuid().ToString();
        await dynamoDb.PutItemAsync(fixture.Ref("Purchases"), Item(id));
        var arn = fixture.Attribute("Purchases", "StreamArn");
        Assert.StartsWith("arn:aws:dynamodb:eu-west-1:000000000000:table/", arn, StringComparison.Ordinal);

        using var streams = new AmazonDynamoDBStreamsClient(
            TestCloud.Developer, new AmazonDynamoDBStreamsConfig { ServiceURL = fixture.Cloud.AwsUrl.ToString(), AuthenticationRegion = "eu-west-1" });
        var described = await streams.DescribeStreamAsync(new() { StreamArn = arn });
        var iterator = await streams.GetShardIteratorAsync(new()
        {
            StreamArn = arn,
            ShardId = described.StreamDescription.Shards[0].ShardId,
            ShardIteratorType = "TRIM_HORIZON",
        });
        var records = await streams.GetRecordsAsync(new() { ShardIterator = iterator.ShardIterator });

        var record = Assert.Single(records.Records, record => record.Dynamodb.Keys["id"].S == id);
        Assert.Equal("eu-west-1", record.AwsRegion);
    }

    [Fact]
    public async Task ATableCreatedByACaller_IsFoundAgain()
    {
        var name = $"made-{Guid.NewGuid():N}";
        await dynamoDb.CreateTableAsync(new CreateTableRequest
        {
            TableName = name,
            KeySchema = [new KeySchemaElement("id", "HASH")],
            AttributeDefinitions = [new AttributeDefinition("id", ScalarAttributeType.S)],
            BillingMode = BillingMode.PAY_PER_REQUEST,
            StreamSpecification = new StreamSpecification { StreamEnabled = true, StreamViewType = "KEYS_ONLY" },
        });
        await dynamoDb.PutItemAsync(name, Item("1"));

        Assert.Equal(1, (await dynamoDb.ScanAsync(new ScanRequest(name))).Count);
    }

    public void Dispose() => dynamoDb.Dispose();

    private static Dictionary<string, AttributeValue> Item(string id) => new() { ["id"] = new AttributeValue { S = id } };

    private TransactWriteItemsRequest Puts(string id, params string[] tables) => new()
    {
        TransactItems = [.. tables.Select(table => new TransactWriteItem { Put = new Put { TableName = fixture.Ref(table), Item = Item(id) } })],
    };
}
