using Microsoft.Extensions.Logging;

namespace Platform.Logging;

/// <summary>Gives every category a <see cref="JsonLogger"/> on one stream.</summary>
public sealed class JsonLoggerProvider(Stream output, TimeProvider time, LogLevel minimum = LogLevel.Information)
    : ILoggerProvider, ILoggerFactory
{
    private readonly LoggerExternalScopeProvider scopes = new();

    /// <summary>The provider that functions use: standard output, system clock, information and above.</summary>
    public static JsonLoggerProvider ForFunction() => new(Console.OpenStandardOutput(), TimeProvider.System);

    public ILogger CreateLogger(string categoryName) => new JsonLogger(categoryName, minimum, output, time, scopes);

    void ILoggerFactory.AddProvider(ILoggerProvider provider) =>
        throw new NotSupportedException("Lines go to one place only.");

    public void Dispose() => output.Flush();
}
