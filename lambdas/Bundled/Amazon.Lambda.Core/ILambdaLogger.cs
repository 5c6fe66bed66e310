#nullable disable
namespace Amazon.Lambda.Core;

/// <summary>How much a log line matters.</summary>
public enum LogLevel
{
    Trace = 0,
    Debug = 1,
    Information = 2,
    Warning = 3,
    Error = 4,
    Critical = 5,
}

/// <summary>Writes to the function's log.</summary>
public interface ILambdaLogger
{
    /// <summary>Writes text as it is.</summary>
    void Log(string message);

    /// <summary>Writes text and ends the line.</summary>
    void LogLine(string message);

    /// <summary>Writes a line of a level, by the level's name. A logger that knows no levels writes every line.</summary>
    void Log(string level, string message) => LogLine(message);

    /// <summary>Writes a line of a level.</summary>
    void Log(LogLevel level, string message) => Log(level.ToString(), message);

    void LogTrace(string message) => Log(LogLevel.Trace, message);

    void LogDebug(string message) => Log(LogLevel.Debug, message);

    void LogInformation(string message) => Log(LogLevel.Information, message);

    void LogWarning(string message) => Log(LogLevel.Warning, message);

    void LogError(string message) => Log(LogLevel.Error, message);

    void LogCritical(string message) => Log(LogLevel.Critical, message);
}
