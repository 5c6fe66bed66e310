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
    private DateTimeOffset? due;
    private TimeSpan period = Timeout.InfiniteTimeSpan;

    public MovableTimer(MovableClock clock, TimerCallback callback, object? state)
    {
        (this.clock, this.callback, this.state) = (clock, callback, state);
        inner = TimeProvider.System.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        var isArmed = dueTime != Timeout.InfiniteTimeSpan;
        lock (gate)
        {
            clock.Watch(this, isArmed);
            due = isArmed ? clock.GetUtcNow() + dueTime : null;
            this.period = period == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : period;
            return inner.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The clock has been moved.</summary>
    public void Rearm()
    {
        lock (gate)
        {
            if (due is { } time)
                inner.Change(time - clock.GetUtcNow() is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
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
            if (due is not { } time || time - clock.GetUtcNow() is var left && left > Tolerance)
                return;
            var isOver = period == Timeout.InfiniteTimeSpan;
            due = isOver ? null : clock.GetUtcNow() + period;
            if (isOver)
                clock.Watch(this, isArmed: false);
            else
                inner.Change(period, Timeout.InfiniteTimeSpan);
        }
        callback(state);
    }
}
