namespace Local.EventSources;

/// <summary>Holds a poller while its mapping is paused.</summary>
internal sealed class PollingGate(TimeProvider clock)
{
    private readonly Lock gate = new();
    private TaskCompletionSource? paused;
    private Task hold = Task.CompletedTask;
    private DateTimeOffset heldUntil = DateTimeOffset.MinValue;

    public bool IsOpen
    {
        get
        {
            lock (gate)
                return paused is null && clock.GetUtcNow() >= heldUntil;
        }
    }

    /// <summary>Completes when the mapping isn't paused.</summary>
    public Task WhenOpen
    {
        get
        {
            lock (gate)
                return paused is null ? hold : Task.WhenAll(paused.Task, hold);
        }
    }

    /// <summary>Closes for a time, whether or not it is opened meanwhile.</summary>
    public void Hold(TimeSpan time)
    {
        lock (gate)
        {
            heldUntil = clock.GetUtcNow() + time;
            hold = Task.Delay(time, clock);
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
