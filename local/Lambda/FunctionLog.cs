namespace Local.Lambda;

/// <summary>One line that a function (or Lambda about it) logged.</summary>
/// <param name="RequestId">The invocation that was running or ran last, or null during init.</param>
public sealed record LogLine(DateTimeOffset Time, string Function, string? RequestId, string Text);

/// <summary>Receives what functions write to standard output and standard error.</summary>
public interface IFunctionLog
{
    void Write(LogLine line);
}

/// <summary>Keeps the last lines of each function and passes every line on to <paramref name="console"/> when there is one.</summary>
/// <param name="capacity">Lines kept per function.</param>
public sealed class FunctionLog(int capacity, Action<LogLine>? console) : IFunctionLog
{
    private readonly Dictionary<string, Queue<LogLine>> lines = [];
    private readonly Lock gate = new();

    public void Write(LogLine line)
    {
        lock (gate)
        {
            if (!lines.TryGetValue(line.Function, out var lines))
            {
                lines[line.Function] = lines = new Queue<LogLine>(capacity);
            }
            if (lines.Count == capacity)
            {
                lines.Dequeue();
            }
            lines.Enqueue(line);
        }
        console?.Invoke(line);
    }

    /// <summary>The kept lines of one function, oldest first.</summary>
    public IReadOnlyList<LogLine> Read(string function)
    {
        lock (gate)
        {
            return lines.TryGetValue(function, out var lines) ? [.. lines] : [];
        }
    }
}
