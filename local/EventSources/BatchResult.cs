using System.Text.Json;
using Local.Lambda;

namespace Local.EventSources;

/// <summary>Which records of a batch failed.</summary>
/// <remarks>Lambda developer guide, "Implementing partial batch responses": the forms that mean success and complete failure.</remarks>
internal static class BatchResult
{
    /// <summary>The ids that failed: none, some, or all when the function failed or its answer can't be understood.</summary>
    /// <param name="ids">The ids of the records in the event: message ids or sequence numbers.</param>
    public static IReadOnlySet<string> Failures(InvocationResult result, IEnumerable<string> ids, bool reportsItemFailures)
    {
        var sent = ids.ToHashSet(StringComparer.Ordinal);
        if (result.FunctionError is not null)
            return sent;
        if (!reportsItemFailures)
            return new HashSet<string>();
        return TryRead(result.Payload, out var failed) && failed.IsSubsetOf(sent) ? failed : sent;
    }

    private static bool TryRead(ReadOnlyMemory<byte> payload, out HashSet<string> failed)
    {
        failed = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            using var answer = JsonDocument.Parse(payload);
            if (answer.RootElement.ValueKind == JsonValueKind.Null)
                return true;
            if (answer.RootElement.ValueKind != JsonValueKind.Object)
                return false;
            if (!answer.RootElement.TryGetProperty("batchItemFailures", out var list) || list.ValueKind == JsonValueKind.Null)
                return true;
            foreach (var item in list.EnumerateArray())
            {
                if (!item.TryGetProperty("itemIdentifier", out var id) || id.GetString() is not { Length: > 0 } text)
                    return false;
                failed.Add(text);
            }
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
