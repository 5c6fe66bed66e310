using System.Text.Json;
using Local.Clock;
using Local.StepFunctions.Definitions;
using Local.StepFunctions.Events;
using Local.StepFunctions.Persistence;

namespace Local.StepFunctions.Engine;

/// <summary>The states of an execution, by the names that the API uses.</summary>
public enum ExecutionStatus
{
    Running,
    Succeeded,
    Failed,
    TimedOut,
    Aborted,
}

/// <summary>The machine that an execution runs, as it was when the execution started.</summary>
internal sealed record ExecutedMachine(
    string Arn, string Name, string RoleArn, StateMachineDefinition Definition, string? VersionArn = null, string? AliasArn = null);

/// <summary>What an execution was started with.</summary>
/// <param name="InputText">The input as the caller wrote it.</param>
/// <param name="TraceHeader">The X-Ray trace that the caller is part of.</param>
internal sealed record ExecutionStart(
    string Arn, string Name, ExecutedMachine Machine, string InputText, JsonElement Input, DateTimeOffset Date, string? TraceHeader = null);

/// <summary>One execution: what it was started with, its history, and how it ended. All members are safe for concurrent use.</summary>
internal sealed class Execution(ExecutionStart start, long sequence, TimeProvider time, IExecutionJournal journal)
{
    private readonly Lock gate = new();
    private readonly List<HistoryEvent> events = [];
    private ExecutionRun run = new();
    private bool suspended;

    public ExecutionStart Start { get; } = start;

    /// <summary>Later executions have higher ones.</summary>
    public long Sequence { get; } = sequence;

    public ExecutionStatus Status { get; private set; }
    public DateTimeOffset? StopDate { get; private set; }
    public JsonElement? Output { get; private set; }
    public string? Error { get; private set; }
    public string? Cause { get; private set; }
    public int RedriveCount { get; private set; }
    public DateTimeOffset? RedriveDate { get; private set; }

    /// <summary>The client token of the last redrive; not kept over a restart.</summary>
    public string? RedriveToken { get; private set; }

    /// <summary>What its branches do.</summary>
    public WorkInProgress Work { get; } = new();

    /// <summary>The latest run: a redrive begins another one.</summary>
    public ExecutionRun Run
    {
        get
        {
            lock (gate)
                return run;
        }
    }

    /// <summary>Completes when the execution has ended.</summary>
    public Task Closed => Run.Ended;

    /// <summary>The history up to now.</summary>
    public IReadOnlyList<HistoryEvent> History
    {
        get
        {
            lock (gate)
                return [.. events];
        }
    }

    /// <summary>Whether the execution has neither ended since the run began, not even if it was redriven afterwards, nor been suspended.</summary>
    public bool IsInProgress(ExecutionRun began)
    {
        lock (gate)
            return Status == ExecutionStatus.Running && began == run && !suspended;
    }

    /// <exception cref="OperationCanceledException">The run has ended meanwhile, or the execution is suspended.</exception>
    /// <exception cref="StateFailedException">The history is full.</exception>
    public HistoryEvent Record(string type, EventDetails? details, long previousId, string branch, ExecutionRun by)
    {
        lock (gate)
        {
            if (!IsInProgress(by))
                throw new OperationCanceledException(by.Stopped);
            // The last place is kept for the event that ends the execution.
            if (events.Count >= StateMachineLimits.HistoryEvents - 1)
            {
                throw new StateFailedException(
                    ErrorNames.Runtime, $"The execution reached the maximum number of history events ({StateMachineLimits.HistoryEvents}).");
            }
            return Append(type, details, previousId, branch);
        }
    }

    /// <summary>Ends a run of the execution; false when that has ended already.</summary>
    public bool TryClose(ExecutionRun ending, ExecutionStatus status, string type, EventDetails details, long? previousId = null)
    {
        lock (gate)
        {
            if (!IsInProgress(ending))
                return false;
            StopDate = Append(type, details, previousId ?? events[^1].Id, "").Timestamp;
            (Output, Error, Cause) = (details.Output, details.Error, details.Cause);
            Status = status;
        }
        ending.End();
        return true;
    }

    /// <summary>Why a redrive would be refused now; null when it would not.</summary>
    public string? ReasonNotToRedrive
    {
        get
        {
            lock (gate)
            {
                return Status switch
                {
                    ExecutionStatus.Running => "Execution is RUNNING and cannot be redriven",
                    ExecutionStatus.Succeeded => "Execution is SUCCEEDED and cannot be redriven",
                    _ when events.Count >= StateMachineLimits.HistoryEvents - 1 => "Execution history event count is too large to be redriven",
                    _ when time.GetUtcNow() - StopDate > StateMachineLimits.RedrivablePeriod => "Execution has ended more than 14 days ago",
                    _ => null,
                };
            }
        }
    }

    /// <summary>Opens an execution that ended without success again.</summary>
    /// <param name="clientToken">Names this redrive, so that its repetition is known.</param>
    public bool TryReopen(string? clientToken = null)
    {
        lock (gate)
        {
            if (ReasonNotToRedrive is not null)
                return false;
            RedriveToken = clientToken;
            Status = ExecutionStatus.Running;
            RedriveCount++;
            (StopDate, Output, Error, Cause) = (null, null, null, null);
            run = new ExecutionRun();
            RedriveDate = Append(EventTypes.ExecutionRedriven, new EventDetails { RedriveCount = RedriveCount }, events[^1].Id, "").Timestamp;
            return true;
        }
    }

    /// <summary>Cuts off whatever it does, as a crash would. Nothing is recorded any more: it is still running for whoever restores it.</summary>
    public void Suspend()
    {
        lock (gate)
            suspended = true;
        Run.Stop();
    }

    /// <summary>Takes over the events of an earlier process.</summary>
    public void Restore(IReadOnlyList<HistoryEvent> history)
    {
        lock (gate)
        {
            events.AddRange(history);
            RedriveCount = history.Count(recorded => recorded.Type == EventTypes.ExecutionRedriven);
            RedriveDate = history.LastOrDefault(recorded => recorded.Type == EventTypes.ExecutionRedriven)?.Timestamp;
            if (history.Count == 0 || !EventTypes.EndsExecution(history[^1].Type))
                return;
            Status = history[^1].Type switch
            {
                EventTypes.ExecutionSucceeded => ExecutionStatus.Succeeded,
                EventTypes.ExecutionFailed => ExecutionStatus.Failed,
                EventTypes.ExecutionTimedOut => ExecutionStatus.TimedOut,
                _ => ExecutionStatus.Aborted,
            };
            var details = history[^1].Details!;
            (StopDate, Output, Error, Cause) = (history[^1].Timestamp, details.Output, details.Error, details.Cause);
        }
        run.End();
    }

    private HistoryEvent Append(string type, EventDetails? details, long previousId, string branch)
    {
        var recorded = new HistoryEvent(events.Count + 1, previousId, time.GetUtcNow(), type, details, branch);
        events.Add(recorded);
        journal.Append(this, recorded);
        return recorded;
    }
}
