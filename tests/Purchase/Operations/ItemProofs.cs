using Amazon.DynamoDBv2.Model;

namespace Purchase.Tests.Operations;

/// <summary>DynamoDB, by AWSSDK.DynamoDBv2.</summary>
internal static class ItemProofs
{
    public static IReadOnlyDictionary<string, Func<Workbench, Task>> All { get; } = new Dictionary<string, Func<Workbench, Task>>
    {
        ["PutItem"] = async bench =>
        {
            var id = await PutAsync(bench);
            var again = new PutItemRequest
            {
                TableName = bench.Table,
                Item = Item(id),
                ConditionExpression = "attribute_not_exists(id)",
                ReturnValuesOnConditionCheckFailure = "ALL_OLD",
            };
            var refused = await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => bench.DynamoDb.PutItemAsync(again));
            Assert.Equal("one", refused.Item["word"].S);
        },
        ["GetItem"] = async bench => Assert.Equal("one", await WordAsync(bench, await PutAsync(bench))),
        ["UpdateItem"] = async bench =>
        {
            var id = await PutAsync(bench);
            var answer = await bench.DynamoDb.UpdateItemAsync(new UpdateItemRequest
            {
                TableName = bench.Table,
                Key = Key(id),
                UpdateExpression = "SET word = :two",
                ConditionExpression = "word = :one",
                ExpressionAttributeValues = new() { [":one"] = new("one"), [":two"] = new("two") },
                ReturnValues = "ALL_NEW",
            });
            Assert.Equal("two", answer.Attributes["word"].S);
        },
        ["DeleteItem"] = async bench =>
        {
            var id = await PutAsync(bench);
            await bench.DynamoDb.DeleteItemAsync(bench.Table, Key(id));
            Assert.Null(await WordAsync(bench, id));
        },
        ["BatchGetItem"] = async bench =>
        {
            var ids = new[] { await PutAsync(bench), await PutAsync(bench) };
            var answer = await bench.DynamoDb.BatchGetItemAsync(new Dictionary<string, KeysAndAttributes>
            {
                [bench.Table] = new() { Keys = [.. ids.Select(Key)] },
            });
            Assert.Equal(ids.Order(), answer.Responses[bench.Table].Select(item => item["id"].S).Order());
        },
        ["Query"] = async bench =>
        {
            var answer = await bench.DynamoDb.QueryAsync(new QueryRequest
            {
                TableName = bench.Table,
                KeyConditionExpression = "id = :id",
                ExpressionAttributeValues = new() { [":id"] = new(await PutAsync(bench)) },
            });
            Assert.Single(answer.Items);
        },
        ["Scan"] = async bench =>
        {
            var id = await PutAsync(bench);
            Assert.Contains((await bench.DynamoDb.ScanAsync(new ScanRequest(bench.Table))).Items, item => item["id"].S == id);
        },
        ["TransactWriteItems"] = async bench =>
        {
            var id = await PutAsync(bench);
            var check = new ConditionCheck { TableName = bench.Table, Key = Key(id), ConditionExpression = "attribute_not_exists(id)" };
            var delete = new Delete { TableName = bench.Table, Key = Key(id) };
            var request = new TransactWriteItemsRequest { TransactItems = [new() { ConditionCheck = check }, new() { Delete = delete }] };
            await Assert.ThrowsAsync<TransactionCanceledException>(() => bench.DynamoDb.TransactWriteItemsAsync(request));
            Assert.Equal("one", await WordAsync(bench, id));
        },
        ["ListTables"] = async bench => Assert.Contains(bench.Table, (await bench.DynamoDb.ListTablesAsync()).TableNames),
        ["DescribeTable"] = async bench => Assert.Equal("ACTIVE", (await bench.DynamoDb.DescribeTableAsync(bench.Table)).Table.TableStatus),
    };

    /// <returns>The id of a new item.</returns>
    public static async Task<string> PutAsync(Workbench bench)
    {
        var id = Guid.NewGuid().ToString();
        await bench.DynamoDb.PutItemAsync(bench.Table, Item(id));
        return id;
    }

    private static async Task<string?> WordAsync(Workbench bench, string id) =>
        (await bench.DynamoDb.GetItemAsync(bench.Table, Key(id), consistentRead: true)).Item?.GetValueOrDefault("word")?.S;

    private static Dictionary<string, AttributeValue> Key(string id) => new() { ["id"] = new(id) };

    private static Dictionary<string, AttributeValue> Item(string id) => new() { ["id"] = new(id), ["word"] = new("one") };
}
