using System.Text.Json;

namespace Local.StepFunctions.Engine;

/// <summary>How an attempt of a task ended.</summary>
internal abstract record TaskOutcome;

internal sealed record TaskSucceeded(JsonElement Output) : TaskOutcome;

internal sealed record TaskFailed(string? Error, string? Cause) : TaskOutcome;

internal sealed record TaskTimedOut(bool IsHeartbeat) : TaskOutcome;

/// <summary>One attempt of a task: its clocks, and the answer that the holder of its token gives.</summary>
internal sealed class TaskAttempt(TimeProvider time, TimeSpan? timeout, TimeSpan? heartbeat)
{
    private readonly TaskCompletionSource<TaskOutcome> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource recorded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DateTimeOffset timesOutAt = timeout is { } limit ? time.GetUtcNow() + limit : DateTimeOffset.MaxValue;
    private long lastHeartbeat = time.GetUtcNow().UtcTicks;

    /// <summary>Whether the answer is there or the time is over, noticed or not.</summary>
    public bool IsOver => answer.Task.IsCompleted || time.GetUtcNow() >= (HeartbeatDueAt < timesOutAt ? HeartbeatDueAt : timesOutAt);

    private DateTimeOffset HeartbeatDueAt => heartbeat is { } interval
        ? new DateTimeOffset(Interlocked.Read(ref lastHeartbeat), TimeSpan.Zero) + interval
        : DateTimeOffset.MaxValue;

    /// <summary>Completes with the answer to the task's token.</summary>
    public async Task<TaskOutcome> AnswerAsync() => await answer.Task;

    /// <summary>Answers the task; false when it has been answered already.</summary>
    public bool TryAnswer(TaskOutcome outcome) => answer.TrySetResult(outcome);

    /// <summary>Completes when the outcome is in the history. An answer is acknowledged no earlier: a crash must not lose what was acknowledged.</summary>
    public Task Recorded => recorded.Task;

    public void HasBeenRecorded() => recorded.TrySetResult();

    public void Heartbeat() => Interlocked.Exchange(ref lastHeartbeat, time.GetUtcNow().UtcTicks);

    /// <summary>Completes when the task runs longer than its timeout, or longer than its heartbeat interval without a sign of life.</summary>
    public async Task<TaskOutcome> ExpiryAsync(CancellationToken cancellation)
    {
        if (timeout is null && heartbeat is null)
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellation);
        while (true)
        {
            var heartbeatDueAt = HeartbeatDueAt;
            var next = heartbeatDueAt < timesOutAt ? heartbeatDueAt : timesOutAt;
            if (time.GetUtcNow() >= next)
                return new TaskTimedOut(IsHeartbeat: heartbeatDueAt < timesOutAt);
            await time.DelayUntilAsync(next, cancellation);
        }
    }
}
