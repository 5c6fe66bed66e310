using System.Globalization;
using System.Text.Json;
using Local.CloudConsole.Activity;
using Local.EventSources;
using Local.Lambda;
using Local.StepFunctions;

namespace Local.CloudConsole.Stories;

/// <summary>A record of a batch on its way through a function.</summary>
/// <param name="Id">The message's id, or the sequence number of a change.</param>
/// <param name="Source">The queue, or the table.</param>
internal sealed record Delivery(
    string Id, string Source, bool IsChange, string? EventName, string Body, int Receive, RecordedInvocation Invocation, Outcome Outcome)
{
    public Attempt AsAttempt => new(
        Invocation.Began, Receive, Outcome, Invocation.End?.Took.TotalMilliseconds,
        Outcome == Outcome.Failed ? FunctionProblems.Of(Invocation) ?? "The function reports that it could not process it." : null);
}

/// <summary>Reads what queues and streams brought to functions.</summary>
internal static class Deliveries
{
    public static bool IsBatch(RecordedInvocation invocation) => RecordsOf(invocation) is not null;

    /// <summary>The records of an event that name the purchase; none when the event is no batch.</summary>
    public static IEnumerable<Delivery> In(RecordedInvocation invocation, string purchaseId)
    {
        if (RecordsOf(invocation) is not { } all)
            yield break;
        var failed = FailuresOf(invocation, all);
        foreach (var record in all.Where(record => record.GetRawText().Contains(purchaseId, StringComparison.Ordinal)))
        {
            if (IdOf(record) is not { } id)
                continue;
            var outcome = invocation.End is null ? Outcome.Waiting : failed.Contains(id) ? Outcome.Failed : Outcome.Done;
            yield return Read(record, id, invocation, outcome);
        }
    }

    private static List<JsonElement>? RecordsOf(RecordedInvocation invocation) =>
        invocation.AsJson() is { ValueKind: JsonValueKind.Object } json
        && json.TryGetProperty("Records", out var records) && records.ValueKind == JsonValueKind.Array
            ? [.. records.EnumerateArray()]
            : null;

    private static Delivery Read(JsonElement record, string id, RecordedInvocation invocation, Outcome outcome)
    {
        var arn = record.GetProperty("eventSourceARN").GetString()!.Split(':', 6)[5];
        if (record.TryGetProperty("dynamodb", out var change))
            return new(id, arn.Split('/')[1], true, record.TextOf("eventName"), change.GetRawText(), 1, invocation, outcome);
        var receives = record.GetProperty("attributes").GetProperty("ApproximateReceiveCount").GetString()!;
        var name = record.GetProperty("messageAttributes").TryGetProperty("eventName", out var attribute)
            ? attribute.GetProperty("stringValue").GetString()
            : null;
        var body = record.GetProperty("body").GetString()!;
        return new(id, arn, false, name, body, int.Parse(receives, CultureInfo.InvariantCulture), invocation, outcome);
    }

    private static string? IdOf(JsonElement record) =>
        record.TryGetProperty("messageId", out var id) ? id.GetString()
        : record.TryGetProperty("dynamodb", out var change) ? change.GetProperty("SequenceNumber").GetString() : null;

    private static IReadOnlySet<string> FailuresOf(RecordedInvocation invocation, List<JsonElement> records) =>
        invocation.End is not { } end ? new HashSet<string>() : BatchResult.Failures(
            new InvocationResult(end.Payload.IsEmpty ? "null"u8.ToArray() : end.Payload, end.Failed ? "Unhandled" : null),
            records.Select(IdOf).OfType<string>(), reportsItemFailures: true);
}
