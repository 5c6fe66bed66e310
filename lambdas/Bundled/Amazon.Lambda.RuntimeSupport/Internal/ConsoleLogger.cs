using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport.Internal;

/// <summary>Writes to standard output, which Lambda takes as the log, in the format and from the level that the function is set to.</summary>
internal sealed class ConsoleLogger(ILambdaContext context) : ILambdaLogger
{
    private static readonly bool Json =
        string.Equals(Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_FORMAT"), "JSON", StringComparison.OrdinalIgnoreCase);

    private static readonly LogLevel Threshold = ParseLevel(Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_LEVEL"));

    public void Log(string message) => Console.Write(message);

    public void LogLine(string message) => Console.WriteLine(message);

    public void Log(string level, string message) => Log(ParseLevel(level), message);

    public void Log(LogLevel level, string message)
    {
        if (level >= Threshold)
            Console.WriteLine(Json ? JsonLine(level, message) : TextLine(level, message));
    }

    private string TextLine(LogLevel level, string message) => $"{Timestamp()}\t{context.AwsRequestId}\t{Name(level)}\t{message}";

    private string JsonLine(LogLevel level, string message)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(line))
        {
            writer.WriteStartObject();
            writer.WriteString("timestamp", Timestamp());
            writer.WriteString("level", Name(level));
            writer.WriteString("requestId", context.AwsRequestId);
            writer.WriteString("traceId", context.TraceId);
            writer.WriteString("message", message);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(line.WrittenSpan);
    }

    private static string Timestamp() =>
        TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Name(LogLevel level) => level switch
    {
        LogLevel.Information => "INFO",
        LogLevel.Warning => "WARN",
        LogLevel.Critical => "FATAL",
        _ => level.ToString().ToUpperInvariant(),
    };

    private static LogLevel ParseLevel(string? name) => name?.ToUpperInvariant() switch
    {
        null or "TRACE" => LogLevel.Trace,
        "DEBUG" => LogLevel.Debug,
        "WARN" or "WARNING" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        "FATAL" or "CRITICAL" => LogLevel.Critical,
        _ => LogLevel.Information,
    };
}
