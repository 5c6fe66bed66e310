using System.Diagnostics;

namespace Purchase.Tests.Support;

/// <summary>Waits for a condition, with a deadline.</summary>
internal static class Wait
{
    /// <summary>More than twice a queue's visibility timeout: on a busy machine a delivery may fail, and the next one makes up for it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Asks until there is an answer.</summary>
    /// <exception cref="TimeoutException">There was none in time; the message carries what was asked for.</exception>
    public static async Task<T> ForAsync<T>(string what, Func<Task<T?>> ask, TimeSpan? deadline = null) where T : class
    {
        var started = Stopwatch.GetTimestamp();
        var limit = deadline ?? Patience;
        while (Stopwatch.GetElapsedTime(started) < limit)
        {
            if (await ask() is { } answer)
                return answer;
            await Task.Delay(Pause);
        }
        throw new TimeoutException($"Not within {limit.TotalSeconds:0} s: {what}");
    }
}
