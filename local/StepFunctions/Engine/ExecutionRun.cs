namespace Local.StepFunctions.Engine;

/// <summary>One run of an execution: from its start or a redrive to the next end.</summary>
#pragma warning disable CA1001 // Types that own disposable fields should be disposable: the source has no timer, nothing to release
internal sealed class ExecutionRun
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource stop = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Signalled when the run has ended or is suspended while parts of it still go on.</summary>
    public CancellationToken Stopped => stop.Token;

    /// <summary>Completes when the run has ended.</summary>
    public Task Ended => ended.Task;

    public void Stop() => stop.Cancel();

    public void End()
    {
        Stop();
        ended.SetResult();
    }
}
