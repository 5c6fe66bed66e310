using Amazon.StepFunctions.Model;

namespace Local.Ops.Facts;

/// <summary>Reads an execution's events. Inputs and outputs, which hold the buyer's address, are left out.</summary>
internal sealed class SagaHistory
{
    private readonly List<SagaStep> steps = [];
    private SagaState? at;

    public static (IReadOnlyList<SagaStep> Steps, SagaState? At) Read(IEnumerable<HistoryEvent> events)
    {
        var history = new SagaHistory();
        foreach (var happened in events)
            history.Take(happened, new DateTimeOffset(DateTime.SpecifyKind(happened.Timestamp!.Value, DateTimeKind.Utc)));
        return (history.steps, history.at);
    }

    private void Take(HistoryEvent happened, DateTimeOffset time)
    {
        switch (happened.Type.Value)
        {
            case "ExecutionStarted":
                Note(time, "begins");
                break;
            case "ExecutionRedriven":
                Note(time, "is redriven");
                break;
            case "TaskScheduled":
                at = at! with { Attempts = at.Attempts + 1, IsAsked = false };
                if (at.Attempts > 1)
                    Note(time, $"{at.Name}: attempt {at.Attempts}");
                break;
            case "TaskSubmitted":
                at = at! with { IsAsked = true };
                Note(time, $"{at.Name}: asked");
                break;
            case "TaskSucceeded":
                Note(time, at!.IsAsked ? $"{at.Name}: answered" : $"{at.Name}: done");
                break;
            case "TaskFailed":
                Fail(time, happened.TaskFailedEventDetails?.Error, happened.TaskFailedEventDetails?.Cause);
                break;
            case "TaskSubmitFailed":
                Fail(time, happened.TaskSubmitFailedEventDetails?.Error, happened.TaskSubmitFailedEventDetails?.Cause);
                break;
            case "TaskTimedOut":
                Fail(time, happened.TaskTimedOutEventDetails?.Error ?? "States.Timeout", happened.TaskTimedOutEventDetails?.Cause);
                break;
            case "ExecutionSucceeded":
                at = null;
                Note(time, "ends well");
                break;
            case "ExecutionFailed":
                Note(time, Ended("fails", happened.ExecutionFailedEventDetails?.Error, happened.ExecutionFailedEventDetails?.Cause));
                break;
            case "ExecutionTimedOut":
                var late = happened.ExecutionTimedOutEventDetails;
                Note(time, Ended("times out", late?.Error, late?.Cause));
                break;
            case "ExecutionAborted":
                Note(time, Ended("is stopped", happened.ExecutionAbortedEventDetails?.Error, happened.ExecutionAbortedEventDetails?.Cause));
                break;
            case var type when type.EndsWith("StateEntered", StringComparison.Ordinal):
                at = new SagaState(happened.StateEnteredEventDetails!.Name, time, 0, false, null);
                break;
        }
    }

    private void Fail(DateTimeOffset time, string? error, string? cause)
    {
        at = at! with { IsAsked = false, LastError = error };
        Note(time, Ended($"{at.Name}: fails", error, cause));
    }

    private void Note(DateTimeOffset time, string what) => steps.Add(new SagaStep(time, what));

    private static string Ended(string how, string? error, string? cause) =>
        string.IsNullOrEmpty(error) ? how : string.IsNullOrEmpty(cause) ? $"{how} with {error}" : $"{how} with {error}: {Short(cause)}";

    /// <summary>Causes can be whole stack traces.</summary>
    private static string Short(string cause) =>
        cause.ReplaceLineEndings(" ") is { Length: > 200 } line ? $"{line[..200]}…" : cause.ReplaceLineEndings(" ");
}
