namespace Local.ApiGateway;

/// <summary>Lets a rate of requests per second pass, and a burst of them at once after a rest.</summary>
internal sealed class TokenBucket
{
    private readonly Lock gate = new();
    private readonly double rate;
    private readonly double burst;
    private readonly TimeProvider clock;
    private double tokens;
    private long filledAt;

    public TokenBucket(double rate, double burst, TimeProvider clock)
    {
        this.rate = rate;
        this.burst = burst;
        this.clock = clock;
        tokens = burst;
        filledAt = clock.GetTimestamp();
    }

    public bool TryTake()
    {
        lock (gate)
        {
            var now = clock.GetTimestamp();
            tokens = Math.Min(burst, tokens + (rate * clock.GetElapsedTime(filledAt, now).TotalSeconds));
            filledAt = now;
            if (tokens < 1)
                return false;
            tokens--;
            return true;
        }
    }
}

/// <summary>The limits of a stage's method settings. Each method has a bucket of its own; <c>/*</c> and <c>*</c> give those their limits that have none.</summary>
/// <param name="limits">By "path method", for instance <c>/checkout POST</c> or <c>/* *</c>.</param>
internal sealed class MethodThrottles(IReadOnlyDictionary<string, (double Rate, double Burst)> limits, IEnumerable<ApiMethod> methods, TimeProvider clock)
{
    private readonly Dictionary<ApiMethod, TokenBucket> buckets = methods
        .Select(method => (Method: method, Limit: LimitOf(method, limits)))
        .Where(entry => entry.Limit is not null)
        .ToDictionary(entry => entry.Method, entry => new TokenBucket(entry.Limit!.Value.Rate, entry.Limit.Value.Burst, clock));

    public bool Allows(ApiMethod method) => !buckets.TryGetValue(method, out var bucket) || bucket.TryTake();

    private static (double Rate, double Burst)? LimitOf(ApiMethod method, IReadOnlyDictionary<string, (double Rate, double Burst)> limits)
    {
        foreach (var key in (string[])[$"{method.Path} {method.HttpMethod}", $"{method.Path} *", "/* *"])
        {
            if (limits.TryGetValue(key, out var limit))
                return limit;
        }
        return null;
    }
}
