namespace Local.ApiGateway;

/// <summary>A token bucket, as API Gateway throttles stages.</summary>
/// <param name="rate">Requests per second in the long run; null admits everything.</param>
/// <param name="burst">Requests at once.</param>
internal sealed class Throttle(double? rate, double burst, TimeProvider time)
{
    private readonly Lock door = new();
    private double spent;
    private long drainedAt = time.GetTimestamp();

    public bool Admits()
    {
        if (rate is not { } perSecond)
            return true;
        lock (door)
        {
            var now = time.GetTimestamp();
            spent = Math.Max(0, spent - (time.GetElapsedTime(drainedAt, now).TotalSeconds * perSecond));
            drainedAt = now;
            if (spent + 1 > burst)
                return false;
            spent++;
            return true;
        }
    }
}
