using System.Text.Json;
using Local.StepFunctions.Engine;
using Local.StepFunctions.Events;

namespace Local.StepFunctions.Conformance;

/// <summary>How an execution ended: its output, or its error name.</summary>
internal sealed record Ending(ExecutionStatus Status, JsonElement? Output, string? Error)
{
    public override string ToString() => Status == ExecutionStatus.Succeeded ? $"{Status} {Output}" : $"{Status} {Error}";
}

/// <summary>An execution recorded in AWS.</summary>
/// <param name="Events">The recorded history; empty when only the output was recorded.</param>
internal sealed record RecordedCase(string Id, string Category, string Definition, string Input, IReadOnlyList<JsonElement> Events, Ending Expected)
{
    /// <summary>Reads a file of recorded executions.</summary>
    /// <exception cref="LocalCloudException">It can't be read, or holds none. The message says where it is wrong.</exception>
    public static IReadOnlyList<RecordedCase> ReadFile(string file)
    {
        var cases = new List<RecordedCase>();
        var place = "no list of recorded executions";
        try
        {
            foreach (var json in Json.Parse(File.ReadAllText(file)).EnumerateArray())
            {
                place = $"case {cases.Count + 1} can't be read";
                cases.Add(Read(json));
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or IOException
            or UnauthorizedAccessException)
        {
            throw new LocalCloudException($"{file}: {place}: {e.Message}");
        }
        return cases.Count > 0 ? cases : throw new LocalCloudException($"{file} holds no recorded executions.");
    }

    private static RecordedCase Read(JsonElement json)
    {
        var id = json.GetProperty("id").GetString()!;
        IReadOnlyList<JsonElement> events = json.TryGetProperty("events", out var recorded) ? [.. recorded.EnumerateArray()] : [];
        var holes = new TemplateHoles(id);
        return new RecordedCase(
            id, json.GetProperty("category").GetString()!, holes.FillDefinition(json.GetProperty("definition")),
            TemplateHoles.FillInput(json.GetProperty("input")), events,
            events.Count == 0 ? new Ending(ExecutionStatus.Succeeded, json.GetProperty("output"), null) : EndingOf(events[^1]));
    }

    private static Ending EndingOf(JsonElement last)
    {
        var type = last.GetProperty("type").GetString()!;
        var details = last.TryGetProperty(EventTypes.DetailsMember(type), out var found) ? found : Json.EmptyObject;
        return type switch
        {
            EventTypes.ExecutionSucceeded => new Ending(ExecutionStatus.Succeeded, details.GetProperty("output"), null),
            EventTypes.ExecutionFailed => new Ending(ExecutionStatus.Failed, null, Json.TextOf(details, "error")),
            EventTypes.ExecutionAborted => new Ending(ExecutionStatus.Aborted, null, null),
            EventTypes.ExecutionTimedOut => new Ending(ExecutionStatus.TimedOut, null, null),
            _ => throw new FormatException($"The recorded history ends with {type}."),
        };
    }
}
