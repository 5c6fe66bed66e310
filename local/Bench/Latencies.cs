using System.Globalization;

namespace Local.Bench;

/// <summary>Percentiles of measured times, by the nearest rank, in milliseconds.</summary>
internal sealed class Latencies(IReadOnlyCollection<TimeSpan> measured)
{
    private readonly double[] sorted = [.. measured.Select(time => time.TotalMilliseconds).Order()];

    public int Count => sorted.Length;

    public double Median => Percentile(50);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"p50 {Median,6:0.0} ms   p95 {Percentile(95),6:0.0} ms   max {Percentile(100),6:0.0} ms   ({Count})");

    /// <param name="percent">Above 0, at most 100.</param>
    /// <returns>NaN when nothing was measured.</returns>
    public double Percentile(double percent) =>
        sorted.Length == 0 ? double.NaN : sorted[(int)Math.Ceiling(percent / 100 * sorted.Length) - 1];
}
