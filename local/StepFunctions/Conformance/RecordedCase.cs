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
    public static IReadOnlyList<RecordedCase> ReadFile(string file) =>
        [.. Json.Parse(File.ReadAllText(file)).EnumerateArray().Select(Read)];

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
