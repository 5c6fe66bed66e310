using System.Globalization;

namespace Amazon.Lambda.RuntimeSupport.Internal;

/// <summary>What the environment says about the function (Lambda Developer Guide, "Defined runtime environment variables").</summary>
internal sealed record FunctionEnvironment(string? Name, string? Version, int MemoryLimitInMB, string? LogGroupName, string? LogStreamName)
{
    internal static FunctionEnvironment Read() => new(
        Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME"),
        Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_VERSION"),
        int.TryParse(Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), CultureInfo.InvariantCulture, out var size) ? size : 0,
        Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_GROUP_NAME"),
        Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_STREAM_NAME"));
}
