using System.Text.Json.Nodes;

namespace Local.Tests.EventSources;

[Collection(SharedEventSources.Name)]
public sealed class StreamTests(EventSourceCloud cloud)
{
    private readonly string id = Guid.NewGuid().ToString();

    [Fact]
    public async Task Changes_ReachTheFunction_InTheirOrder_AsLambdaWritesThem()
    {
        foreach (var text in (string[])["one", "two", "three"])
            await PutAsync(id, $"{text} {id}");
        var records = await cloud.WaitForRecordsAsync("Reader", id, 3);
        Assert.Equal([$"one {id}", $"two {id}", $"three {id}"], Texts(records));
        Assert.Equal(["INSERT", "MODIFY", "MODIFY"], records.Select(record => (string?)record["eventName"]));
        var record = records[1];
        Assert.Equal("aws:dynamodb", (string?)record["eventSource"]);
        Assert.Equal("eu-west-1", (string?)record["awsRegion"]);
        Assert.Contains(":table/Test-Table/stream/", (string?)record["eventSourceARN"], StringComparison.Ordinal);
        Assert.Equal(id, (string?)record["dynamodb"]!["Keys"]!["id"]!["S"]);
        Assert.Equal($"one {id}", (string?)record["dynamodb"]!["OldImage"]!["text"]!["S"]);
    }

    [Fact]
    public async Task ChangeThatNoFilterWants_IsSkipped()
    {
        await PutAsync(id, "unwanted");
        await PutAsync(id, $"wanted {id}");
        await cloud.WaitForRecordsAsync("Reader", $"wanted {id}", 1);
        Assert.DoesNotContain("unwanted", Texts(cloud.RecordsOf("Reader", id)));
    }

    [Fact]
    public async Task ChangeThatAlwaysFails_IsReportedToTheFailureQueue_AndHoldsBackNoOther()
    {
        await PutAsync($"{id}-1", $"before {id}");
        await PutAsync($"{id}-2", $"always fails {id}");
        await PutAsync($"{id}-3", $"after {id}");
        await cloud.WaitForRecordsAsync("Reader", $"after {id}", 1);
        var sequenceNumber = (string?)cloud.RecordsOf("Reader", $"always fails {id}")[0]["dynamodb"]!["SequenceNumber"];

        await cloud.WaitForMessagesAsync("Failures", 1);
        var received = (await cloud.Sqs.ReceiveMessageAsync(cloud.Ref("Failures"))).Messages;
        var report = JsonNode.Parse(Assert.Single(received).Body)!;
        Assert.Equal("RetryAttemptsExhausted", (string?)report["requestContext"]!["condition"]);
        Assert.Equal(2, (int)report["requestContext"]!["approximateInvokeCount"]!);
        Assert.Equal(200, (int)report["responseContext"]!["statusCode"]!);
        Assert.Equal(1, (int)report["DDBStreamBatchInfo"]!["batchSize"]!);
        Assert.Equal(sequenceNumber, (string?)report["DDBStreamBatchInfo"]!["startSequenceNumber"]);
        await cloud.Sqs.DeleteMessageAsync(cloud.Ref("Failures"), received[0].ReceiptHandle);
    }

    [Fact]
    public async Task StoppedFunction_GetsItsChangesWhenItIsBack()
    {
        await cloud.Functions.StopFunctionAsync(cloud.Ref("Reader"));
        await PutAsync(id, $"late {id}");
        Assert.Empty(cloud.RecordsOf("Reader", id));
        await cloud.Functions.StartFunctionAsync(cloud.Ref("Reader"));
        await cloud.WaitForRecordsAsync("Reader", $"late {id}", 1);
    }

    private Task PutAsync(string key, string text) =>
        cloud.DynamoDb.PutItemAsync(cloud.Ref("Table"), new() { ["id"] = new() { S = key }, ["text"] = new() { S = text } });

    private static IEnumerable<string?> Texts(IEnumerable<JsonNode> records) => records.Select(record => (string?)record["dynamodb"]!["NewImage"]!["text"]!["S"]);
}
