namespace Local.Clock;

/// <summary>The machine's clock, and the time by which somebody moved it on. Timers fire as soon as the clock has passed them.</summary>
/// <param name="offset">How far it is ahead to begin with, as it is after a restart.</param>
public sealed class MovableClock(TimeSpan offset = default) : TimeProvider
{
    private static readonly long UnitsPerTick = System.TimestampFrequency / TimeSpan.TicksPerSecond;

    private readonly Lock gate = new();
    private readonly HashSet<MovableTimer> armed = [];
    private readonly List<(DateTimeOffset SystemTime, TimeSpan Offset)> moves = [(DateTimeOffset.MinValue, offset)];
    private long offsetTicks = offset.Ticks;
    private int firing;

    /// <summary>How far the clock is ahead of the machine's.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref offsetTicks));

    /// <summary>The same time for what runs in another process: moved on too, but timers and stop watches are the machine's.</summary>
    /// <remarks>A process that computes doesn't get faster because the clock was moved, so nobody may lose patience with it.</remarks>
    public TimeProvider OfProcesses => field ??= new ProcessClock(this);

    /// <summary>Whether a timer is doing its work, or is about to because its time has come.</summary>
    /// <remarks>What a timer wakes up runs on its thread, up to the first thing that it waits for itself.</remarks>
    public bool IsFiring
    {
        get
        {
            MovableTimer[] all;
            lock (gate)
                all = [.. armed];
            return Array.Exists(all, timer => timer.IsDue) || Volatile.Read(ref firing) > 0;
        }
    }

    /// <summary>Told before the clock moves, with the new offset.</summary>
    internal event Action<TimeSpan>? Moving;

    /// <summary>Moves the clock on. Timers that it passes fire on the thread pool, in no particular order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It would go back.</exception>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        MovableTimer[] due;
        lock (gate)
        {
            Moving?.Invoke(Offset + time);
            moves.Add((System.GetUtcNow(), Offset + time));
            Interlocked.Add(ref offsetTicks, time.Ticks);
            due = [.. armed];
        }
        // Outside of the lock: a timer takes its own first, then this one.
        foreach (var timer in due)
            timer.Rearm();
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;

    /// <summary>What this clock said when the machine's said a time: for time stamps of a process that doesn't follow this clock.</summary>
    public DateTimeOffset At(DateTimeOffset systemTime)
    {
        lock (gate)
            return systemTime + moves.FindLast(move => move.SystemTime <= systemTime).Offset;
    }

    public override long GetTimestamp() => System.GetTimestamp() + (Interlocked.Read(ref offsetTicks) * UnitsPerTick);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new MovableTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    internal static long Units(TimeSpan time) => time.Ticks * UnitsPerTick;

    internal void BeginFiring() => Interlocked.Increment(ref firing);

    internal void EndFiring() => Interlocked.Decrement(ref firing);

    /// <summary>Keeps a timer up to date, or no longer.</summary>
    internal void Watch(MovableTimer timer, bool isArmed)
    {
        lock (gate)
        {
            if (isArmed)
                armed.Add(timer);
            else
                armed.Remove(timer);
        }
    }
}
