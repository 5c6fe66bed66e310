namespace Local.Clock;

/// <summary>A timer that follows a movable clock: the machine's, set anew whenever the clock is moved.</summary>
internal sealed class MovableTimer : ITimer
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(20);

    private readonly MovableClock clock;
    private readonly TimerCallback callback;
    private readonly object? state;
    private readonly ITimer inner;
    private readonly Lock gate = new();
    private long? due;
    private TimeSpan period = Timeout.InfiniteTimeSpan;

    public MovableTimer(MovableClock clock, TimerCallback callback, object? state)
    {
        (this.clock, this.callback, this.state) = (clock, callback, state);
        inner = TimeProvider.System.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether its time has come and it has not fired yet.</summary>
    public bool IsDue
    {
        get
        {
            lock (gate)
                return due is not null && Left <= TimeSpan.Zero;
        }
    }

    private TimeSpan Left => clock.GetElapsedTime(clock.GetTimestamp(), due!.Value);

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        var isArmed = dueTime != Timeout.InfiniteTimeSpan;
        lock (gate)
        {
            clock.Watch(this, isArmed);
            due = isArmed ? clock.GetTimestamp() + MovableClock.Units(dueTime) : null;
            this.period = period == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : period;
            return inner.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The clock has been moved.</summary>
    public void Rearm()
    {
        lock (gate)
        {
            if (due is not null)
                inner.Change(Left > TimeSpan.Zero ? Left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        Disarm();
        inner.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Disarm();
        return inner.DisposeAsync();
    }

    private void Disarm()
    {
        lock (gate)
        {
            clock.Watch(this, isArmed: false);
            due = null;
        }
    }

    private void Fire()
    {
        lock (gate)
        {
            // Another thread may have stopped it or set it anew at this very moment. The machine's timers are a little early at times.
            if (due is null)
                return;
            if (Left > Tolerance)
            {
                inner.Change(Left, Timeout.InfiniteTimeSpan);
                return;
            }
            var isOver = period == Timeout.InfiniteTimeSpan;
            clock.BeginFiring();
            due = isOver ? null : clock.GetTimestamp() + MovableClock.Units(period);
            if (isOver)
                clock.Watch(this, isArmed: false);
            else
                inner.Change(period, Timeout.InfiniteTimeSpan);
        }
        try
        {
            callback(state);
        }
        finally
        {
            clock.EndFiring();
        }
    }
}
