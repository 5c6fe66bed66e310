using System.Text.Json.Nodes;
using Amazon.SQS;
using Local.Lambda;

namespace Local.EventSources;

/// <summary>Records of a shard that no further attempt is made on, and why.</summary>
/// <param name="Result">The result of the last attempt, or null when there was none.</param>
internal sealed record GivenUpBatch(string ShardId, IReadOnlyList<JsonObject> Records, string Condition, int Attempts, InvocationResult? Result);

/// <summary>Tells on-failure queues of batches that were given up: where the records are, not the records themselves.</summary>
/// <param name="finder">Finds the queue by its name, which Lambda has no need to ask anybody for.</param>
/// <param name="clientOf">A client that signs as a role: Lambda sends with the function's permissions.</param>
internal sealed class StreamFailures(IAmazonSQS finder, Func<string, IAmazonSQS> clientOf, TimeProvider clock)
{
    private const string Time = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public async Task ReportAsync(EventSourceMapping mapping, BatchInvoker function, GivenUpBatch batch, CancellationToken cancellation)
    {
        using var sqs = clientOf(function.RoleArn);
        var queue = mapping.Stream!.FailureQueueArn!;
        var url = await finder.GetQueueUrlAsync(queue[(queue.LastIndexOf(':') + 1)..], cancellation);
        await sqs.SendMessageAsync(url.QueueUrl, Document(mapping.SourceArn, function.FunctionArn, batch).ToJsonString(), cancellation);
    }

    /// <summary>When the change was made.</summary>
    public static DateTimeOffset CreatedAt(JsonObject record) =>
        DateTimeOffset.FromUnixTimeMilliseconds((long)(record["dynamodb"]!["ApproximateCreationDateTime"]!.GetValue<double>() * 1000));

    private JsonObject Document(string streamArn, string functionArn, GivenUpBatch batch)
    {
        var created = batch.Records.Select(CreatedAt).ToList();
        var document = new JsonObject
        {
            ["requestContext"] = new JsonObject
            {
                ["requestId"] = Guid.NewGuid().ToString(),
                ["functionArn"] = functionArn,
                ["condition"] = batch.Condition,
                ["approximateInvokeCount"] = batch.Attempts,
            },
        };
        if (batch.Result is { } result)
        {
            var response = new JsonObject { ["statusCode"] = 200, ["executedVersion"] = "$LATEST" };
            if (result.FunctionError is not null)
                response["functionError"] = result.FunctionError;
            document["responseContext"] = response;
        }
        document["version"] = "1.0";
        document["timestamp"] = clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null);
        document["DDBStreamBatchInfo"] = new JsonObject
        {
            ["shardId"] = batch.ShardId,
            ["startSequenceNumber"] = StreamBatch.SequenceNumber(batch.Records[0]),
            ["endSequenceNumber"] = StreamBatch.SequenceNumber(batch.Records[^1]),
            ["approximateArrivalOfFirstRecord"] = created.Min().ToString(Time, null),
            ["approximateArrivalOfLastRecord"] = created.Max().ToString(Time, null),
            ["batchSize"] = batch.Records.Count,
            ["streamArn"] = streamArn,
        };
        return document;
    }
}
