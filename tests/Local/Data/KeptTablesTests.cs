using Amazon.DynamoDBv2.Model;
using Local.Deployment;

namespace Local.Tests.Data;

/// <summary>Tables with their streams after a restart, and what a changed template does to them.</summary>
public sealed class KeptTablesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("data-").FullName;

    [Fact]
    public async Task ItemsAndStreamRecords_AreThereAgain()
    {
        string stream;
        await using (var before = await StartAsync(Table()))
        {
            await before.DynamoDb.PutItemAsync(before.Ref("Purchases"), Item("1"));
            await before.DynamoDb.PutItemAsync(before.Ref("Users"), Item("2"));
            stream = before.Cloud.Deployment.Resources.Single(resource => resource.Definition.LogicalId == "Purchases").Deployed.Attributes["StreamArn"];
        }

        await using var after = await StartAsync(Table());
        await after.DynamoDb.PutItemAsync(after.Ref("Purchases"), Item("3"));

        Assert.True((await after.DynamoDb.GetItemAsync(after.Ref("Purchases"), Key("1"))).IsItemSet);
        Assert.True((await after.DynamoDb.GetItemAsync(after.Ref("Users"), Key("2"))).IsItemSet);
        Assert.Equal(["1", "3"], await RecordsAsync(after, stream));
    }

    [Fact]
    public async Task AddedIndex_IsThere_WithTheItemsOfBefore_AndARemovedOneIsGone()
    {
        await using (var before = await StartAsync(Table(index: "color")))
            await before.DynamoDb.PutItemAsync(before.Ref("Purchases"), Item("1"));

        await using var after = await StartAsync(Table(index: "shape"));
        var found = await after.DynamoDb.QueryAsync(new QueryRequest(after.Ref("Purchases"))
        {
            IndexName = "by-shape",
            KeyConditionExpression = "shape = :shape",
            ExpressionAttributeValues = new() { [":shape"] = new AttributeValue("round") },
        });

        Assert.Equal("1", Assert.Single(found.Items)["id"].S);
        var indexes = (await after.DynamoDb.DescribeTableAsync(after.Ref("Purchases"))).Table.GlobalSecondaryIndexes;
        Assert.Equal("by-shape", Assert.Single(indexes).IndexName);
    }

    [Theory]
    [InlineData("'KeyType': 'HASH'", "'KeyType': 'HASH' }, {'AttributeName': 'color', 'KeyType': 'RANGE'", "KeySchema")]
    [InlineData("NEW_AND_OLD_IMAGES", "KEYS_ONLY", "StreamSpecification")]
    public async Task ChangeThatNeedsAnotherTable_IsRefused_ByName(string old, string changed, string property)
    {
        await using (await StartAsync(Table()))
        {
            // Deployed, that is all.
        }

        var error = await Assert.ThrowsAsync<DeploymentException>(() => StartAsync(Table().Replace(old, changed, StringComparison.Ordinal)));

        Assert.Contains($"property {property} has changed", error.Message, StringComparison.Ordinal);
        Assert.Contains("--data", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TableThatIsGoneFromTheTemplate_IsRefused_ByName()
    {
        await using (await StartAsync(Table()))
        {
            // Deployed, that is all.
        }

        var error = await Assert.ThrowsAsync<DeploymentException>(() => StartAsync("'Nothing': {'Type': 'AWS::CDK::Metadata'}"));

        Assert.Contains("no longer has Test/Purchases (AWS::DynamoDB::Table)", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Killed after a table was created and before that was noted: nothing is known of it, and it is there.</summary>
    [Fact]
    public async Task TableThatNobodyNoted_IsTakenUp()
    {
        await using (var before = await StartAsync(Table()))
            await before.DynamoDb.PutItemAsync(before.Ref("Purchases"), Item("1"));
        File.Delete(Path.Combine(folder, "resources.jsonl"));

        await using var after = await StartAsync(Table());

        Assert.True((await after.DynamoDb.GetItemAsync(after.Ref("Purchases"), Key("1"))).IsItemSet);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task<KeptCloud> StartAsync(string resources) => KeptCloud.StartAsync(folder, resources, "sns", "sqs", "s3");

    /// <param name="index">The attribute that a secondary index is by.</param>
    private static string Table(string? index = null) => """
        'Purchases': {'Type': 'AWS::DynamoDB::Table', 'Properties': {
          'KeySchema': [{'AttributeName': 'id', 'KeyType': 'HASH'}],
          'AttributeDefinitions': [{'AttributeName': 'id', 'AttributeType': 'S'} ATTRIBUTE], INDEX
          'BillingMode': 'PAY_PER_REQUEST', 'StreamSpecification': {'StreamViewType': 'NEW_AND_OLD_IMAGES'}}},
        'Users': {'Type': 'AWS::DynamoDB::Table', 'Properties': {
          'KeySchema': [{'AttributeName': 'id', 'KeyType': 'HASH'}], 'AttributeDefinitions': [{'AttributeName': 'id', 'AttributeType': 'S'}],
          'BillingMode': 'PAY_PER_REQUEST', 'TimeToLiveSpecification': {'AttributeName': 'ttl', 'Enabled': true}}}
        """
        .Replace("ATTRIBUTE", index is null ? "" : ", {'AttributeName': 'NAME', 'AttributeType': 'S'}", StringComparison.Ordinal)
        .Replace(
            "INDEX",
            index is null ? "" : "'GlobalSecondaryIndexes': [{'IndexName': 'by-NAME', 'KeySchema': [{'AttributeName': 'NAME', 'KeyType': 'HASH'}], 'Projection': {'ProjectionType': 'ALL'}}],",
            StringComparison.Ordinal)
        .Replace("NAME", index, StringComparison.Ordinal);

    private static Dictionary<string, AttributeValue> Key(string id) => new() { ["id"] = new AttributeValue(id) };

    private static Dictionary<string, AttributeValue> Item(string id) =>
        new(Key(id)) { ["color"] = new AttributeValue("red"), ["shape"] = new AttributeValue("round") };

    private static async Task<List<string>> RecordsAsync(KeptCloud cloud, string stream)
    {
        var ids = new List<string>();
        foreach (var shard in (await cloud.Streams.DescribeStreamAsync(new() { StreamArn = stream })).StreamDescription.Shards)
        {
            var start = new Amazon.DynamoDBStreams.Model.GetShardIteratorRequest { StreamArn = stream, ShardId = shard.ShardId, ShardIteratorType = "TRIM_HORIZON" };
            var iterator = (await cloud.Streams.GetShardIteratorAsync(start)).ShardIterator;
            ids.AddRange((await cloud.Streams.GetRecordsAsync(new() { ShardIterator = iterator })).Records.Select(record => record.Dynamodb.Keys["id"].S));
        }
        return ids;
    }
}
