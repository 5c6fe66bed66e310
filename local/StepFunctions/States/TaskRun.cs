using System.Text.Json;
using Local.StepFunctions.Definitions;
using Local.StepFunctions.Engine;
using Local.StepFunctions.Events;
using Local.StepFunctions.Integrations;

namespace Local.StepFunctions.States;

/// <summary>One attempt of a Task state: schedules the call, makes it, and waits for the answer to its token if it has one.</summary>
internal sealed class TaskRun(TaskState state, Visit visit)
{
    private readonly TaskEvents events = new(state.Resource, visit.Branch);
    private TaskAttempt? attempt;

    public async Task<JsonElement> RunAsync()
    {
        var scheduled = Schedule();
        events.Started();
        try
        {
            return Finish(Replayed(scheduled) ?? await AttemptAsync(scheduled));
        }
        finally
        {
            attempt?.HasBeenRecorded();
        }
    }

    private JsonElement Finish(TaskOutcome outcome)
    {
        switch (outcome)
        {
            case TaskSucceeded { Output: var output } when Json.SizeOf(output) > StateMachineLimits.PayloadBytes:
                var tooLarge = Visit.TooLarge(state.Resource.IsFunction ? state.Resource.Arn : state.Resource.Service);
                events.Failed(tooLarge.Error, tooLarge.Cause);
                throw tooLarge;
            case TaskSucceeded { Output: var output }:
                events.Succeeded(output);
                return visit.CompleteWith(state, output);
            case TaskFailed failed:
                events.Failed(failed.Error, failed.Cause);
                throw new StateFailedException(failed.Error, failed.Cause);
            case TaskTimedOut timedOut:
                events.TimedOut();
                throw new StateFailedException(ErrorNames.Timeout, cause: null, timedOut.IsHeartbeat);
            default:
                throw new InvalidOperationException($"Unknown outcome {outcome}.");
        }
    }

    private HistoryEvent Schedule()
    {
        visit.TaskToken = state.Resource.WaitsForToken ? TaskTokens.Issue(visit.Branch.Execution.Start.Arn) : null;
        var input = visit.SelectInput();
        var scope = visit.ScopeOf(input);
        var parameters = state.Parameters?.Evaluate(scope) ?? input;
        if (Json.SizeOf(parameters) > StateMachineLimits.PayloadBytes)
            throw Visit.TooLarge(state.Name);
        var scheduled = events.Scheduled(new EventDetails
        {
            Parameters = parameters,
            Region = Arns.RegionOf(visit.Branch.Execution.Start.Arn),
            TimeoutInSeconds = state.TimeoutSeconds is { } timeout ? Numbers.Positive(timeout, scope, "TimeoutSecondsPath") : null,
            HeartbeatInSeconds = state.HeartbeatSeconds is { } heartbeat ? Numbers.Positive(heartbeat, scope, "HeartbeatSecondsPath") : null,
            RoleArn = state.Credentials?.Evaluate(scope) is { } credentials ? Json.TextOf(credentials, "RoleArn") : null,
            TaskToken = visit.TaskToken,
        });
        visit.TaskToken = scheduled.Details!.TaskToken;
        return scheduled;
    }

    private async Task<TaskOutcome> AttemptAsync(HistoryEvent began)
    {
        var scheduled = began.Details!;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(visit.Branch.Cancellation);
        attempt = new TaskAttempt(
            visit.Interpreter.Time, Seconds(scheduled.TimeoutInSeconds), state.Resource.WaitsForToken ? Seconds(scheduled.HeartbeatInSeconds) : null);
        if (scheduled.TaskToken is { } token)
            visit.Interpreter.Tokens.Open(token, attempt);
        // A function that answers its own token is still being called then: its answer can't wait for the call to end.
        if (state.Resource.Service == "lambda")
            attempt.HasBeenRecorded();
        try
        {
            var expiry = attempt.ExpiryAsync(stop.Token);
            return scheduled.TaskToken is null
                ? await FirstAsync(CallAsync(scheduled, stop.Token), expiry)
                : await SubmitAsync(began, attempt, expiry, stop.Token);
        }
        finally
        {
            if (scheduled.TaskToken is not null)
                visit.Interpreter.Tokens.Close(scheduled.TaskToken);
            stop.Cancel();
        }
    }

    private async Task<TaskOutcome> SubmitAsync(
        HistoryEvent scheduled, TaskAttempt attempt, Task<TaskOutcome> expiry, CancellationToken cancellation)
    {
        switch (ReplayedSubmission() ?? await FirstAsync(CallAsync(scheduled.Details!, cancellation), expiry))
        {
            case TaskSucceeded submitted:
                events.Submitted(submitted.Output);
                break;
            case TaskFailed failed:
                events.SubmitFailed(failed);
                throw new StateFailedException(failed.Error, failed.Cause);
            case var timedOut:
                return timedOut;
        }
        if (Replayed(scheduled) is { } known)
            return known;
        using var wait = visit.Branch.Work.WaitUntil(() => attempt.IsOver);
        return await FirstAsync(attempt.AnswerAsync(), expiry);
    }

    private Task<TaskOutcome> CallAsync(EventDetails scheduled, CancellationToken cancellation)
    {
        var start = visit.Branch.Execution.Start;
        var call = new TaskCall(
            state.Resource, scheduled.Parameters ?? scheduled.Input!.Value, scheduled.RoleArn ?? start.Machine.RoleArn,
            scheduled.TaskToken, start.TraceHeader);
        return visit.Interpreter.Integrations.CallAsync(call, cancellation);
    }

    /// <summary>What came of the call before a restart, if the answer to the token was to come later.</summary>
    private TaskOutcome? ReplayedSubmission() => visit.Branch.NextReplayed switch
    {
        { Type: EventTypes.TaskSubmitted, Details: { } details } => new TaskSucceeded(details.Output!.Value),
        { Type: EventTypes.TaskSubmitFailed, Details: { } details } => new TaskFailed(details.Error, details.Cause),
        _ => null,
    };

    /// <summary>The outcome that was recorded before a restart.</summary>
    private TaskOutcome? Replayed(HistoryEvent scheduled) => visit.Branch.NextReplayed switch
    {
        { Type: EventTypes.TaskSucceeded or EventTypes.LambdaFunctionSucceeded, Details: { } details } => new TaskSucceeded(details.Output!.Value),
        { Type: EventTypes.TaskFailed or EventTypes.LambdaFunctionFailed, Details: { } details } => new TaskFailed(details.Error, details.Cause),
        { Type: EventTypes.TaskTimedOut or EventTypes.LambdaFunctionTimedOut, Timestamp: var at } => new TaskTimedOut(WasHeartbeat(scheduled, at)),
        _ => null,
    };

    /// <summary>The history doesn't say which of the two it was, but one of them had not passed yet.</summary>
    private static bool WasHeartbeat(HistoryEvent scheduled, DateTimeOffset timedOutAt) =>
        scheduled.Details is { HeartbeatInSeconds: not null, TimeoutInSeconds: var timeout }
        && (timeout is null || timedOutAt < scheduled.Timestamp + TimeSpan.FromSeconds(timeout.Value));

    private static async Task<TaskOutcome> FirstAsync(Task<TaskOutcome> outcome, Task<TaskOutcome> expiry) =>
        await await Task.WhenAny(outcome, expiry);

    private static TimeSpan? Seconds(long? seconds) => seconds is { } value ? TimeSpan.FromSeconds(value) : null;
}
