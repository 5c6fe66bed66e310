using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Local.Faults;
using Local.Lambda;

namespace Local.EventSources;

/// <summary>A part of a batch with the attempts that were made on it.</summary>
internal sealed record StreamBatch(IReadOnlyList<JsonObject> Records, int Attempts)
{
    public static string SequenceNumber(JsonObject record) => (string)record["dynamodb"]!["SequenceNumber"]!;
}

/// <summary>Delivers the records of one shard until each is processed or given up: retries, splits, reports.</summary>
/// <remarks>Lambda developer guide, "Configuring partial batch response with DynamoDB and Lambda" and "… on-failure destinations".</remarks>
internal sealed class StreamBatches(
    EventSourceMapping mapping,
    string shardId,
    BatchInvoker function,
    StreamFailures failures,
    EventSourceOptions options,
    DeliveryFaults faults,
    IFunctionLog log,
    TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Retention = TimeSpan.FromHours(24);

    private readonly StreamSettings settings = mapping.Stream!;
    private long retriesAt;

    /// <summary>Whether the next thing to do is a retry whose time has not come.</summary>
    public bool WaitsForClock => clock.GetUtcNow().UtcTicks < Volatile.Read(ref retriesAt);

    /// <summary>Returns when every record is processed, given up, or not wanted by any filter.</summary>
    public async Task SettleAsync(IReadOnlyList<JsonObject> records, CancellationToken stop)
    {
        var wanted = records.Where(Wanted).ToList();
        if (wanted.Count == 0)
            return;
        foreach (var record in wanted)
            Complete(record);

        // Parts stand in the order of the shard: the first one is settled before the next is touched.
        var parts = new Stack<StreamBatch>([new StreamBatch(wanted, 0)]);
        if (faults.Duplicate(mapping, function, wanted) is { Count: > 0 } again)
            parts = new Stack<StreamBatch>([new StreamBatch(again, 0), new StreamBatch(wanted, 0)]);
        while (parts.TryPop(out var part))
        {
            part = await GiveUpOldAsync(part, stop);
            if (part.Records.Count == 0)
                continue;
            var result = await function.TryInvokeAsync(Event(part.Records), DateTimeOffset.MaxValue, stop);
            var failed = BatchResult.Failures(result!, part.Records.Select(StreamBatch.SequenceNumber), mapping.ReportsItemFailures);
            if (failed.Count > 0)
                await RetryAsync(part, failed, result!, parts, stop);
        }
    }

    private async Task RetryAsync(StreamBatch part, IReadOnlySet<string> failed, InvocationResult result, Stack<StreamBatch> parts, CancellationToken stop)
    {
        // Records before the first failure are done; those after it are delivered again, failed or not, to keep their order.
        var first = part.Records.Index().First(entry => failed.Contains(StreamBatch.SequenceNumber(entry.Item))).Index;
        var rest = part.Records.Skip(first).ToList();
        if (first > 0)
        {
            parts.Push(new StreamBatch(rest, part.Attempts));
            return;
        }
        var attempts = part.Attempts + 1;
        if (settings.BisectOnError && rest.Count > 1)
        {
            // Splitting doesn't use up a retry.
            parts.Push(new StreamBatch(rest[(rest.Count / 2)..], part.Attempts));
            parts.Push(new StreamBatch(rest[..(rest.Count / 2)], part.Attempts));
        }
        else if (attempts > settings.MaximumRetries)
        {
            await GiveUpAsync(rest, "RetryAttemptsExhausted", attempts, result, stop);
        }
        else
        {
            parts.Push(new StreamBatch(rest, attempts));
            var delay = options.FirstRetryDelay * Math.Pow(2, Math.Min(attempts - 1, 20));
            delay = delay < LongestDelay ? delay : LongestDelay;
            Volatile.Write(ref retriesAt, (clock.GetUtcNow() + delay).UtcTicks);
            await Task.Delay(delay, clock, stop);
            Volatile.Write(ref retriesAt, 0);
        }
    }

    private async Task<StreamBatch> GiveUpOldAsync(StreamBatch part, CancellationToken stop)
    {
        var oldest = clock.GetUtcNow() - (settings.MaximumAge ?? Retention);
        var old = part.Records.Where(record => StreamFailures.CreatedAt(record) < oldest).ToList();
        if (old.Count == 0)
            return part;
        await GiveUpAsync(old, "RecordAgeExceeded", part.Attempts, null, stop);
        return part with { Records = [.. part.Records.Except(old)] };
    }

    private async Task GiveUpAsync(List<JsonObject> records, string condition, int attempts, InvocationResult? result, CancellationToken stop)
    {
        Log($"{condition}: gave up {records.Count} records of {mapping.SourceArn} from {StreamBatch.SequenceNumber(records[0])}");
        if (settings.FailureQueueArn is not { } queue)
            return;
        try
        {
            await failures.ReportAsync(mapping, function, new GivenUpBatch(shardId, records, condition, attempts, result), stop);
        }
        catch (AmazonServiceException exception)
        {
            // As in AWS, the stream goes on without its report.
            Log($"{queue} could not be told: {exception.Message}");
        }
    }

    private void Log(string text) => log.Write(new LogLine(clock.GetUtcNow(), FunctionName.Parse(mapping.Function).Name, null, text));

    /// <summary>Makes the record of the stream's API the one of Lambda's event.</summary>
    private void Complete(JsonObject record)
    {
        record["eventSourceARN"] = mapping.SourceArn;
        if (record["userIdentity"] is JsonObject identity)
            record["userIdentity"] = new JsonObject { ["type"] = (string?)identity["Type"], ["principalId"] = (string?)identity["PrincipalId"] };
    }

    private bool Wanted(JsonObject record) =>
        mapping.Filters.Count == 0 || JsonSerializer.SerializeToElement(record) is var element && mapping.Filters.Any(filter => filter.Matches(element));

    private static byte[] Event(IReadOnlyList<JsonObject> records)
    {
        var list = string.Join(',', records.Select(record => record.ToJsonString(Json)));
        return Encoding.UTF8.GetBytes($$"""{"Records":[{{list}}]}""");
    }
}
