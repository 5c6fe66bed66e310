namespace Local.EventSources;

/// <summary>Holds a poller while its mapping is paused.</summary>
internal sealed class PollingGate
{
    private readonly Lock gate = new();
    private TaskCompletionSource? paused;

    public bool IsOpen
    {
        get
        {
            lock (gate)
                return paused is null;
        }
    }

    /// <summary>Completes when the mapping isn't paused.</summary>
    public Task WhenOpen
    {
        get
        {
            lock (gate)
                return paused?.Task ?? Task.CompletedTask;
        }
    }

    public void Close()
    {
        lock (gate)
            paused ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public void Open()
    {
        lock (gate)
        {
            paused?.SetResult();
            paused = null;
        }
    }
}
