namespace Local.Lambda;

/// <summary>One event on its way through a function.</summary>
/// <param name="invokedArn">The ARN that the caller used, with its qualifier.</param>
/// <param name="requestId">The id of the request, if an earlier attempt has given it one.</param>
internal sealed class Invocation(ReadOnlyMemory<byte> payload, string invokedArn, string traceId, string? requestId = null)
{
    private readonly TaskCompletionSource<InvocationResult> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string RequestId { get; } = requestId ?? Guid.NewGuid().ToString();

    public ReadOnlyMemory<byte> Payload { get; } = payload;

    public string InvokedArn { get; } = invokedArn;

    public string TraceId { get; } = traceId;

    /// <summary>Whether the start of a process has failed for it already.</summary>
    public bool HasSeenFailedStart { get; set; }

    /// <summary>When the event was handed to a process, as a time stamp of the clock.</summary>
    public long Started { get; set; }

    public DateTimeOffset Deadline { get; set; }

    public Task<InvocationResult> Result => completion.Task;

    /// <summary>The first answer counts: a process may still answer after its time was up.</summary>
    public bool Complete(InvocationResult result) => completion.TrySetResult(result);

    public void Refuse(Exception reason) => completion.TrySetException(reason);
}
