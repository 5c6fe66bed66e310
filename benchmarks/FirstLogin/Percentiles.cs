using System.Globalization;

namespace FirstLogin;

/// <summary>Percentiles of measured times by the nearest rank.</summary>
internal sealed class Percentiles(IReadOnlyCollection<TimeSpan> times)
{
    private readonly double[] sorted = [.. times.Select(time => time.TotalMilliseconds).Order()];

    /// <summary>In milliseconds.</summary>
    public double Median => At(50);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"p50 {At(50),6:0.0} ms   p95 {At(95),6:0.0} ms   max {At(100),6:0.0} ms   ({sorted.Length})");

    private double At(double percent) => sorted[(int)Math.Ceiling(percent / 100 * sorted.Length) - 1];
}
