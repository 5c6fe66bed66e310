using System.Text.Json.Nodes;
using Local.Clock;
using Local.Endpoint;
using Local.Lambda;

namespace Local.EventSources;

/// <summary>Reads one shard in order, from a position to its end. The next records are read when the last ones are settled.</summary>
internal sealed class ShardReader(
    EventSourceMapping mapping,
    string shardId,
    StreamBatches batches,
    BatchInvoker function,
    PollingGate gate,
    AwsApi aws,
    StreamPositions positions,
    EventSourceOptions options,
    IFunctionLog log,
    TimeProvider clock)
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private string? lastSequenceNumber = positions.Of(mapping.Id, shardId);
    private long foundNothingAt;

    /// <summary>
    /// Whether the shard has been looked at since then and there was nothing more, or what there was waits for its next attempt. What a batching
    /// window has gathered waits for the clock too.
    /// </summary>
    /// <param name="lastWrite">A time stamp of the machine.</param>
    public bool IsQuietSince(long lastWrite) => Volatile.Read(ref foundNothingAt) > lastWrite || batches.WaitsForClock;

    /// <summary>Completes when a closed shard is read to its end.</summary>
    /// <param name="position"><c>TRIM_HORIZON</c> or <c>LATEST</c>.</param>
    public async Task RunAsync(string position, CancellationToken stop)
    {
        string? iterator = null;
        while (true)
        {
            await gate.WhenOpen.WaitAsync(stop);
            await function.WhenStarted.WaitAsync(stop);
            try
            {
                iterator ??= await IteratorAsync(position, stop);
                var looked = TimeProvider.System.GetTimestamp();
                var batch = await ReadAsync(iterator, mapping.BatchSize, stop);
                Volatile.Write(ref foundNothingAt, batch.Records.Count == 0 ? looked : 0);
                if (batch.Records.Count > 0)
                {
                    batch = await FillAsync(batch, stop);
                    Volatile.Write(ref foundNothingAt, 0);
                    await batches.SettleAsync(batch.Records, stop);
                    lastSequenceNumber = (string)batch.Records[^1]["dynamodb"]!["SequenceNumber"]!;
                    positions.Reach(mapping.Id, shardId, lastSequenceNumber);
                }
                if (batch.Next is null)
                    return;
                iterator = batch.Next;
                if (batch.Records.Count == 0)
                    await Task.Delay(options.StreamInterval, clock, stop);
            }
            catch (AwsApiException exception) when (exception.Code is "ExpiredIteratorException" or "TrimmedDataAccessException")
            {
                // A pause outlived the iterator, or the records after the position: go on with the oldest ones that are left.
                if (exception.Code == "TrimmedDataAccessException")
                    (lastSequenceNumber, position) = (null, "TRIM_HORIZON");
                iterator = null;
            }
            catch (Exception exception) when (exception is AwsApiException or HttpRequestException)
            {
                log.Write(new LogLine(clock.GetUtcNow(), FunctionName.Parse(mapping.Function).Name, null,
                    $"Reading {mapping.SourceArn} failed, trying again: {exception.Message}"));
                iterator = null;
                await Task.Delay(Rest, clock, stop);
            }
        }
    }

    private async Task<string> IteratorAsync(string position, CancellationToken stop)
    {
        var request = new JsonObject
        {
            ["StreamArn"] = mapping.SourceArn,
            ["ShardId"] = shardId,
            ["ShardIteratorType"] = lastSequenceNumber is null ? position : "AFTER_SEQUENCE_NUMBER",
        };
        if (lastSequenceNumber is not null)
            request["SequenceNumber"] = lastSequenceNumber;
        return (string)(await aws.JsonAsync("dynamodb", "DynamoDBStreams_20120810.GetShardIterator", request, stop))["ShardIterator"]!;
    }

    /// <summary>Gathers until the batch is full or its window is over.</summary>
    private async Task<(List<JsonObject> Records, string? Next)> FillAsync((List<JsonObject> Records, string? Next) batch, CancellationToken stop)
    {
        var began = clock.GetTimestamp();
        while (batch.Records.Count < mapping.BatchSize && batch.Next is { } next && clock.GetElapsedTime(began) < mapping.BatchingWindow)
        {
            var looked = TimeProvider.System.GetTimestamp();
            var more = await ReadAsync(next, mapping.BatchSize - batch.Records.Count, stop);
            batch = ([.. batch.Records, .. more.Records], more.Next);
            if (more.Records.Count > 0)
                continue;
            Volatile.Write(ref foundNothingAt, looked);
            await Task.Delay(options.StreamInterval, clock, stop);
        }
        return batch;
    }

    /// <summary>The emulator stamps records with the machine's time.</summary>
    private JsonObject InClockTime(JsonObject record)
    {
        if (clock is MovableClock movable)
            record["dynamodb"]!["ApproximateCreationDateTime"] = movable.At(StreamFailures.CreatedAt(record)).ToUnixTimeMilliseconds() / 1000.0;
        return record;
    }

    private async Task<(List<JsonObject> Records, string? Next)> ReadAsync(string iterator, int limit, CancellationToken stop)
    {
        var request = new JsonObject { ["ShardIterator"] = iterator, ["Limit"] = Math.Min(limit, 1000) };
        var answer = await aws.JsonAsync("dynamodb", "DynamoDBStreams_20120810.GetRecords", request, stop);
        return ([.. answer["Records"]!.AsArray().Select(record => InClockTime(record!.AsObject()))], (string?)answer["NextShardIterator"]);
    }
}
