namespace Local.StepFunctions.Engine;

internal static class TimeProviderExtensions
{
    // A single timer can't run longer than about 49 days; states may wait for a year.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(30);

    public static async Task DelayUntilAsync(this TimeProvider time, DateTimeOffset until, CancellationToken cancellation)
    {
        for (var remaining = until - time.GetUtcNow(); remaining > TimeSpan.Zero; remaining = until - time.GetUtcNow())
        {
            // Timers count whole milliseconds and drop the rest: without rounding up, the last fraction would be spun away.
            var rounded = TimeSpan.FromMilliseconds(Math.Ceiling(remaining.TotalMilliseconds));
            await Task.Delay(rounded < LongestTimer ? rounded : LongestTimer, time, cancellation);
        }
    }
}
