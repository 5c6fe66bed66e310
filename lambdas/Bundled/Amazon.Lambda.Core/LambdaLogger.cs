#nullable disable
namespace Amazon.Lambda.Core;

/// <summary>Writes to the function's log from code that has no <see cref="ILambdaContext"/>: Lambda takes standard output as the log.</summary>
public static class LambdaLogger
{
    /// <summary>Writes text as it is.</summary>
    public static void Log(string message) => Console.Write(message);
}
