namespace Local.Clock;

/// <summary>The time of a clock that is set by hand, with the timers and stop watches of the machine.</summary>
internal sealed class ProcessClock(TimeProvider clock) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();
}
