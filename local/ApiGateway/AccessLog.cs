using System.Collections.Concurrent;

namespace Local.ApiGateway;

/// <summary>The access logs of all stages: the last lines are kept, and every line goes to <paramref name="console"/> when there is one.</summary>
public sealed class AccessLog(int capacity, Action<string>? console)
{
    private readonly ConcurrentQueue<string> lines = new();

    /// <summary>The kept lines, oldest first.</summary>
    public IReadOnlyList<string> Lines => [.. lines];

    internal void Write(string line)
    {
        lines.Enqueue(line);
        while (lines.Count > capacity)
            lines.TryDequeue(out _);
        console?.Invoke(line);
    }
}
