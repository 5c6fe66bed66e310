using Local.Clock;

namespace Local.Tests.Clock;

public sealed class MovableClockTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly MovableClock clock = new();

    [Fact]
    public void Advance_MovesTheTimeAndTheStopwatch()
    {
        var (time, stamp) = (clock.GetUtcNow(), clock.GetTimestamp());
        clock.Advance(TimeSpan.FromHours(25));
        Assert.InRange(clock.GetUtcNow() - time, TimeSpan.FromHours(25), TimeSpan.FromHours(25.1));
        Assert.InRange(clock.GetElapsedTime(stamp), TimeSpan.FromHours(25), TimeSpan.FromHours(25.1));
    }

    [Fact]
    public async Task Delay_EndsOnceTheClockHasPassedIt_AndNotBefore()
    {
        var delay = Task.Delay(TimeSpan.FromHours(2), clock);
        clock.Advance(TimeSpan.FromHours(1));
        await Task.Delay(TimeSpan.FromMilliseconds(50), clock);
        Assert.False(delay.IsCompleted);
        clock.Advance(TimeSpan.FromHours(1));
        await delay.WaitAsync(Limit);
    }

    [Fact]
    public async Task PeriodicTimer_GoesOnAfterTheClockHasPassedIt()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        for (var tick = 0; tick < 3; tick++)
        {
            var next = timer.WaitForNextTickAsync();
            clock.Advance(TimeSpan.FromHours(1));
            Assert.True(await next.AsTask().WaitAsync(Limit));
        }
    }

    [Fact]
    public async Task TimerOfProcesses_IsNotMoved()
    {
        var delay = Task.Delay(TimeSpan.FromHours(1), clock.OfProcesses);
        clock.Advance(TimeSpan.FromHours(2));
        await Task.Delay(TimeSpan.FromMilliseconds(50), clock);
        Assert.False(delay.IsCompleted);
        Assert.InRange(clock.OfProcesses.GetUtcNow() - TimeProvider.System.GetUtcNow(), TimeSpan.FromHours(1.9), TimeSpan.FromHours(2.1));
    }

    [Fact]
    public async Task StoppedTimer_DoesNotFire()
    {
        var fired = 0;
        await using (clock.CreateTimer(_ => Interlocked.Increment(ref fired), null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan))
        {
        }
        var stopped = clock.CreateTimer(_ => Interlocked.Increment(ref fired), null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);
        stopped.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        clock.Advance(TimeSpan.FromHours(2));
        await Task.Delay(TimeSpan.FromMilliseconds(50), clock);
        Assert.Equal(0, fired);
    }

    [Fact]
    public async Task ClockIsFiring_FromTheMomentAtWhichATimerIsDue_UntilItsWorkIsDone()
    {
        var woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var end = new ManualResetEventSlim();
        await using var timer = clock.CreateTimer(
            _ =>
            {
                woken.SetResult();
                end.Wait();
            },
            null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);
        Assert.False(clock.IsFiring);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.True(clock.IsFiring);
        await woken.Task.WaitAsync(Limit);
        Assert.True(clock.IsFiring);
        end.Set();
        using var deadline = new CancellationTokenSource(Limit);
        while (clock.IsFiring)
            await Task.Delay(1, deadline.Token);
    }

    [Fact]
    public void At_KnowsWhatTheClockSaid()
    {
        var before = TimeProvider.System.GetUtcNow();
        clock.Advance(TimeSpan.FromHours(1));
        var after = TimeProvider.System.GetUtcNow();
        Assert.Equal(before, clock.At(before));
        Assert.Equal(after + TimeSpan.FromHours(1), clock.At(after));
    }

    [Fact]
    public void Advance_DoesNotGoBack() => Assert.Throws<ArgumentOutOfRangeException>(() => clock.Advance(TimeSpan.FromSeconds(-1)));
}
