using System.Text;
using System.Text.Json.Nodes;

namespace Local.Sqs;

/// <summary>How far a message move task is, in the words of the API.</summary>
internal enum MoveStatus
{
    Running,
    Completed,
    Cancelling,
    Cancelled,
    Failed,
}

/// <summary>One task that moves messages out of a dead-letter queue.</summary>
internal sealed class MessageMove(string source, string? destination, int? rate, int toMove, DateTimeOffset started)
{
    private readonly Lock gate = new();
    private readonly TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Handle { get; } = Convert.ToBase64String(Encoding.UTF8.GetBytes(
        new JsonObject { ["taskId"] = Guid.NewGuid().ToString(), ["sourceArn"] = source }.ToJsonString()));

    public string Source { get; } = source;

    /// <summary>Where the messages go; null sends each back to the queue that it came from.</summary>
    public string? Destination { get; } = destination;

    /// <summary>Messages per second, or null for as fast as it goes.</summary>
    public int? Rate { get; } = rate;

    /// <summary>How many messages there were when it began.</summary>
    public int ToMove { get; } = toMove;

    public DateTimeOffset Started { get; } = started;

    public MoveStatus Status { get; private set; } = MoveStatus.Running;

    public string? FailureReason { get; private set; }

    public int Moved { get; set; }

    public bool IsActive => Status is MoveStatus.Running or MoveStatus.Cancelling;

    public bool IsCancelled => cancelled.Task.IsCompleted;

    /// <summary>Completes when somebody cancels the task.</summary>
    public Task Cancelled => cancelled.Task;

    /// <summary>Asks the task to stop; false when it is not running any more.</summary>
    public bool TryCancel()
    {
        lock (gate)
        {
            if (Status != MoveStatus.Running)
                return false;
            Status = MoveStatus.Cancelling;
        }
        cancelled.SetResult();
        return true;
    }

    public void End(string? failure = null)
    {
        lock (gate)
        {
            FailureReason = failure;
            Status = failure is not null ? MoveStatus.Failed
                : Status == MoveStatus.Cancelling ? MoveStatus.Cancelled
                : MoveStatus.Completed;
        }
    }

    public JsonObject Describe()
    {
        var description = new JsonObject
        {
            ["SourceArn"] = Source,
            [nameof(Status)] = Status.ToString().ToUpperInvariant(),
            ["ApproximateNumberOfMessagesMoved"] = Moved,
            ["ApproximateNumberOfMessagesToMove"] = ToMove,
            ["StartedTimestamp"] = Started.ToUnixTimeMilliseconds(),
        };
        // Only a running task can be cancelled, so only it has a handle.
        if (Status == MoveStatus.Running)
            description["TaskHandle"] = Handle;
        if (Destination is not null)
            description["DestinationArn"] = Destination;
        if (Rate is not null)
            description["MaxNumberOfMessagesPerSecond"] = Rate;
        if (FailureReason is not null)
            description[nameof(FailureReason)] = FailureReason;
        return description;
    }
}
