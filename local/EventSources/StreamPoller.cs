using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Local.Endpoint;
using Local.Faults;
using Local.Lambda;

namespace Local.EventSources;

/// <summary>Reads one DynamoDB stream: all its shards at once, a shard's children after the shard.</summary>
internal sealed class StreamPoller(
    EventSourceMapping mapping,
    BatchInvoker function,
    PollingGate gate,
    AwsApi aws,
    StreamFailures failures,
    StreamPositions positions,
    EventSourceOptions options,
    DeliveryFaults faults,
    IFunctionLog log,
    TimeProvider clock) : ISourceActivity
{
    /// <summary>A stream shows a write a moment after the table does: 0.4 s, as a time stamp of the machine.</summary>
    private static readonly long Lag = TimeProvider.System.TimestampFrequency * 2 / 5;

    private readonly HashSet<string> finished = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Task> reading = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ShardReader> readers = new(StringComparer.Ordinal);

    /// <summary>Polls until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        // A mapping of an earlier start goes on from where it was; records written before its first batch are wanted too.
        var fromLatest = positions.Begin(mapping.Id) && mapping.Stream!.FromLatest;
        try
        {
            while (true)
            {
                try
                {
                    await StartShardsAsync(fromLatest, stop);
                    // Shards that appear later began after this mapping did.
                    fromLatest = false;
                }
                catch (Exception exception) when (exception is AwsApiException or HttpRequestException)
                {
                    Log($"Reading the shards of {mapping.SourceArn} failed, trying again: {exception.Message}");
                }
                await Task.WhenAny([.. reading.Values, Task.Delay(options.ShardInterval, clock, stop)]);
                await CollectAsync();
                stop.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Task.WhenAll(reading.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>A stream is quiet when every shard has been looked at since the last write, and there was nothing.</summary>
    public Task<string?> BusyAsync(long lastWrite, CancellationToken cancellation)
    {
        var isQuiet = !function.WhenStarted.IsCompleted || !gate.IsOpen
            || (!readers.IsEmpty && readers.Values.All(reader => reader.IsQuietSince(lastWrite + Lag)));
        return Task.FromResult(isQuiet ? null : $"records of {mapping.SourceArn} not read or being handled");
    }

    private async Task CollectAsync()
    {
        foreach (var (shard, task) in reading.Where(entry => entry.Value.IsCompleted).ToList())
        {
            reading.Remove(shard);
            readers.TryRemove(shard, out _);
            // A reader ends only with its shard; anything else is thrown here.
            await task;
            finished.Add(shard);
        }
    }

    private async Task StartShardsAsync(bool fromLatest, CancellationToken stop)
    {
        var shards = await ShardsAsync(stop);
        var ids = shards.Select(shard => (string)shard["ShardId"]!).ToHashSet(StringComparer.Ordinal);
        foreach (var shard in shards)
        {
            var id = (string)shard["ShardId"]!;
            var parent = (string?)shard["ParentShardId"];
            // Order holds across a split only when the parent is read to its end first.
            var waitsForParent = parent is not null && ids.Contains(parent) && !finished.Contains(parent);
            if (finished.Contains(id) || reading.ContainsKey(id) || (waitsForParent && !fromLatest))
                continue;
            var batches = new StreamBatches(mapping, id, function, failures, options, faults, log, clock);
            readers[id] = new ShardReader(mapping, id, batches, function, gate, aws, positions, options, log, clock);
            reading[id] = readers[id].RunAsync(fromLatest ? "LATEST" : "TRIM_HORIZON", stop);
        }
    }

    private async Task<List<JsonObject>> ShardsAsync(CancellationToken stop)
    {
        var shards = new List<JsonObject>();
        string? last = null;
        do
        {
            var request = new JsonObject { ["StreamArn"] = mapping.SourceArn };
            if (last is not null)
                request["ExclusiveStartShardId"] = last;
            var page = (await aws.JsonAsync("dynamodb", "DynamoDBStreams_20120810.DescribeStream", request, stop))["StreamDescription"]!;
            shards.AddRange(page["Shards"]!.AsArray().Select(shard => shard!.AsObject()));
            last = (string?)page["LastEvaluatedShardId"];
        }
        while (last is not null);
        return shards;
    }

    private void Log(string text) => log.Write(new LogLine(clock.GetUtcNow(), FunctionName.Parse(mapping.Function).Name, null, text));
}
