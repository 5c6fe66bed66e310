namespace Local.Lambda;

/// <summary>One line that a function (or Lambda about it) logged.</summary>
/// <param name="RequestId">The invocation that was running or ran last, or null during init.</param>
/// <param name="Platform">Lambda's own line about the course of things, not the function's.</param>
public sealed record LogLine(DateTimeOffset Time, string Function, string? RequestId, string Text, bool Platform = false)
{
    /// <summary>A start that fails again says what the one before said: kept, but not shown a second time.</summary>
    public bool IsRepeated { get; init; }
}

/// <summary>Receives what functions write to standard output and standard error.</summary>
public interface IFunctionLog
{
    void Write(LogLine line);
}

/// <summary>Keeps the last lines of each function, and passes on to <paramref name="console"/> what functions write.</summary>
/// <param name="capacity">Lines kept per function.</param>
public sealed class FunctionLog(int capacity, Action<LogLine>? console) : IFunctionLog
{
    private readonly Dictionary<string, Queue<LogLine>> byFunction = [];
    private readonly Lock gate = new();

    public void Write(LogLine line)
    {
        lock (gate)
        {
            if (!byFunction.TryGetValue(line.Function, out var lines))
                byFunction[line.Function] = lines = new Queue<LogLine>(capacity);
            if (lines.Count == capacity)
                lines.Dequeue();
            lines.Enqueue(line);
        }
        if (line is { Platform: false, IsRepeated: false })
            console?.Invoke(line);
    }

    /// <summary>The kept lines of one function, oldest first.</summary>
    public IReadOnlyList<LogLine> Read(string function)
    {
        lock (gate)
        {
            return byFunction.TryGetValue(function, out var lines) ? [.. lines] : [];
        }
    }
}
