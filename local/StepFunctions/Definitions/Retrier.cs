using Local.StepFunctions.Engine;

namespace Local.StepFunctions.Definitions;

/// <summary>A retry policy. Intervals are in seconds.</summary>
/// <param name="MaxDelaySeconds">The longest interval; null for no limit.</param>
/// <param name="FullJitter">Whether each interval is drawn between zero and its computed length.</param>
internal sealed record Retrier(
    IReadOnlyList<string> ErrorEquals, long IntervalSeconds, long MaxAttempts, double BackoffRate, long? MaxDelaySeconds, bool FullJitter)
{
    /// <summary>How long to wait before a retry.</summary>
    /// <param name="attempt">The number of the retry under this policy, from 0.</param>
    public TimeSpan DelayBefore(long attempt, Random random)
    {
        var seconds = IntervalSeconds * Math.Pow(BackoffRate, attempt);
        seconds = Math.Min(seconds, MaxDelaySeconds ?? StateMachineLimits.LongestDelaySeconds);
        return TimeSpan.FromSeconds(FullJitter ? seconds * random.NextDouble() : seconds);
    }
}

/// <summary>Where to go on with a failure that was not retried.</summary>
internal sealed record Catcher(IReadOnlyList<string> ErrorEquals, string Next, ResultPath ResultPath);
