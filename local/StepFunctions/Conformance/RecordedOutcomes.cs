using System.Text.Json;
using Local.StepFunctions.Definitions;
using Local.StepFunctions.Engine;
using Local.StepFunctions.Events;
using Local.StepFunctions.Integrations;

namespace Local.StepFunctions.Conformance;

/// <summary>Answers tasks with what AWS recorded, in the order in which they were scheduled.</summary>
internal sealed class RecordedOutcomes(IReadOnlyList<JsonElement> events, TaskTokens tokens, TimeProvider time) : ITaskIntegration
{
    private readonly Queue<JsonElement> scheduled = new(
        events.Where(recorded => TypeOf(recorded) is EventTypes.TaskScheduled or EventTypes.LambdaFunctionScheduled));

    /// <summary>Whether the interpreter ran a task for which nothing is recorded, so that the replay proves nothing.</summary>
    public bool RanOut { get; private set; }

    public bool Handles(TaskResource resource) => true;

    public async Task<JsonElement> CallAsync(TaskCall call, CancellationToken cancellation)
    {
        if (!scheduled.TryDequeue(out var attempt))
        {
            RanOut = true;
            throw new TaskFailedException("NotRecorded", "AWS recorded fewer tasks than the interpreter runs.");
        }
        var chain = ChainFrom(attempt).ToList();
        var final = chain.LastOrDefault(recorded => IsFinal(TypeOf(recorded)));
        if (call.TaskToken is null)
            return Result(final.ValueKind == JsonValueKind.Undefined ? await NeverAsync(cancellation) : final);
        if (final.ValueKind != JsonValueKind.Undefined)
            tokens.Find(call.TaskToken)!.TryAnswer(Outcome(final));
        var submitted = chain.FirstOrDefault(recorded => TypeOf(recorded) == EventTypes.TaskSubmitted);
        return submitted.ValueKind == JsonValueKind.Undefined ? Json.EmptyObject : Details(submitted).GetProperty("output");
    }

    private static JsonElement Result(JsonElement final) => Outcome(final) switch
    {
        TaskSucceeded succeeded => succeeded.Output,
        TaskFailed failed => throw new TaskFailedException(failed.Error, failed.Cause),
        var other => throw new InvalidOperationException($"Unknown outcome {other}."),
    };

    private static TaskOutcome Outcome(JsonElement final) => TypeOf(final).EndsWith("Succeeded", StringComparison.Ordinal)
        ? new TaskSucceeded(Unwrap(Details(final).GetProperty("output")))
        : new TaskFailed(Text(Details(final), "error"), Text(Details(final), "cause"));

    private async Task<JsonElement> NeverAsync(CancellationToken cancellation)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellation);
        return default;
    }

    // The recording shows outputs parsed; those that are no objects stayed JSON texts.
    private static JsonElement Unwrap(JsonElement output)
    {
        if (output.ValueKind != JsonValueKind.String)
            return output;
        try
        {
            return Json.Parse(output.GetString()!);
        }
        catch (JsonException)
        {
            return output;
        }
    }

    private IEnumerable<JsonElement> ChainFrom(JsonElement first)
    {
        for (var current = first; ;)
        {
            var id = current.GetProperty("id");
            var next = events.FirstOrDefault(recorded => JsonElement.DeepEquals(recorded.GetProperty("previousEventId"), id));
            if (next.ValueKind == JsonValueKind.Undefined || !IsOfTask(TypeOf(next)))
                yield break;
            yield return next;
            current = next;
        }
    }

    private static bool IsOfTask(string type) => IsFinal(type) || type is EventTypes.TaskStarted or EventTypes.TaskSubmitted
        or EventTypes.TaskTimedOut or EventTypes.LambdaFunctionStarted or EventTypes.LambdaFunctionTimedOut;

    private static bool IsFinal(string type) => type is EventTypes.TaskSucceeded or EventTypes.TaskFailed or EventTypes.TaskSubmitFailed
        or EventTypes.LambdaFunctionSucceeded or EventTypes.LambdaFunctionFailed;

    private static string? Text(JsonElement details, string name) => details.TryGetProperty(name, out var value)
        ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()
        : null;

    private static JsonElement Details(JsonElement recorded) => recorded.GetProperty(EventTypes.DetailsMember(TypeOf(recorded)));

    private static string TypeOf(JsonElement recorded) => recorded.GetProperty("type").GetString()!;
}
