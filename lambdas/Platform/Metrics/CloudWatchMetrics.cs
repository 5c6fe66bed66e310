using System.Buffers;
using System.Text.Json;
using Platform.Configuration;

namespace Platform.Metrics;

/// <summary>
/// Counts for CloudWatch, written as log lines in its embedded metric format: no call, no permission, and no metric of a run that was rolled back.
/// </summary>
/// <remarks>
/// Amazon CloudWatch User Guide, "Specification: Embedded metric format". The one dimension is the function's name, so that two deployments
/// in one account count apart.
/// </remarks>
public sealed class CloudWatchMetrics(Stream output, string functionName, TimeProvider time)
{
    public const string Namespace = "AwsPlatform";

    public const string Dimension = "FunctionName";

    /// <summary>What functions use: standard output, system clock.</summary>
    public static CloudWatchMetrics ForFunction() =>
        new(Console.OpenStandardOutput(), Settings.Required("AWS_LAMBDA_FUNCTION_NAME"), TimeProvider.System);

    /// <param name="name">One of <see cref="MetricNames"/>.</param>
    /// <param name="value">How many; zero is a value too: it tells that somebody has looked.</param>
    public void Count(string name, long value)
    {
        var line = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteStartObject("_aws");
            json.WriteNumber("Timestamp", time.GetUtcNow().ToUnixTimeMilliseconds());
            json.WriteStartArray("CloudWatchMetrics");
            WriteDirective(json, name);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteString(Dimension, functionName);
            json.WriteNumber(name, value);
            json.WriteEndObject();
        }
        line.Write("\n"u8);
        lock (output)
        {
            output.Write(line.WrittenSpan);
            output.Flush();
        }
    }

    private static void WriteDirective(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject();
        json.WriteString("Namespace", Namespace);
        json.WriteStartArray("Dimensions");
        json.WriteStartArray();
        json.WriteStringValue(Dimension);
        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteStartArray("Metrics");
        json.WriteStartObject();
        json.WriteString("Name", name);
        json.WriteString("Unit", "Count");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}

/// <summary>The platform's own metrics. Alarms watch them by these names.</summary>
public static class MetricNames
{
    /// <summary>Open purchases that a person has to look at, at each run of the reconciler.</summary>
    public const string NeedsAttention = nameof(NeedsAttention);

    /// <summary>Purchases that the reconciler finished, voided or started again.</summary>
    public const string ReconciledPurchases = nameof(ReconciledPurchases);

    /// <summary>Attempts at a refund that ended without a final result.</summary>
    public const string RefundRetries = nameof(RefundRetries);

    /// <summary>Captured files that went into the tables of the lake, at each run of the compaction.</summary>
    public const string CompactedFiles = nameof(CompactedFiles);
}
