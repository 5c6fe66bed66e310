using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Platform.Metrics;

namespace Services.Tests.Platform;

public class CloudWatchMetricsTests
{
    /// <summary>CloudWatch skips what does not follow its format, without a word.</summary>
    [Fact]
    public void Count_IsOneLine_InTheEmbeddedMetricFormat()
    {
        var now = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
        var output = new MemoryStream();
        var metrics = new CloudWatchMetrics(output, "a-function", new FakeTimeProvider(now));

        metrics.Count(MetricNames.RefundRetries, 3);
        metrics.Count(MetricNames.NeedsAttention, 0);

        var lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        var line = JsonDocument.Parse(lines[0]).RootElement;
        Assert.Equal(3, line.GetProperty("RefundRetries").GetInt64());
        Assert.Equal("a-function", line.GetProperty("FunctionName").GetString());
        Assert.Equal(now.ToUnixTimeMilliseconds(), line.GetProperty("_aws").GetProperty("Timestamp").GetInt64());
        var directive = Assert.Single(line.GetProperty("_aws").GetProperty("CloudWatchMetrics").EnumerateArray());
        Assert.Equal("""{"Namespace":"AwsPlatform","Dimensions":[["FunctionName"]],"Metrics":[{"Name":"RefundRetries","Unit":"Count"}]}""",
            directive.GetRawText());
        Assert.Equal(0, JsonDocument.Parse(lines[1]).RootElement.GetProperty("NeedsAttention").GetInt64());
    }
}
