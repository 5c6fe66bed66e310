using System.Collections.Concurrent;
using System.Diagnostics;

namespace Local.Tests.Cli;

/// <summary>The local cloud as its user starts it: a process of its own.</summary>
internal sealed class ProgramProcess : IDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();

    public ProgramProcess(params string[] arguments)
    {
        process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [typeof(LocalCloud).Assembly.Location, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.OutputDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output => string.Join('\n', lines);

    /// <summary>The processes below this one, all generations.</summary>
    public IReadOnlyList<int> Descendants => Below(process.Id);

    public Task UntilReadyAsync() => Eventually(
        () => lines.Any(line => line.StartsWith("Ready", StringComparison.Ordinal)) || process.HasExited, () => $"not ready: {Output}");

    /// <param name="signal">The name for kill(1), for instance TERM.</param>
    public void Send(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        kill.WaitForExit();
    }

    /// <param name="patience">How long to wait for the end; a minute if nothing is said.</param>
    public async Task<int> ExitCodeAsync(TimeSpan? patience = null)
    {
        using var deadline = new CancellationTokenSource(patience ?? TimeSpan.FromMinutes(1));
        await process.WaitForExitAsync(deadline.Token);
        return process.ExitCode;
    }

    public static Task UntilGoneAsync(IEnumerable<int> processes) =>
        Eventually(() => !processes.Any(id => Directory.Exists($"/proc/{id}")), () => "processes are left");

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private static async Task Eventually(Func<bool> condition, Func<string> message)
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60), message());
            await poll.WaitForNextTickAsync();
        }
    }

    private static List<int> Below(int parent)
    {
        var children = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
            .Where(id => id != 0 && ParentOf(id) == parent).ToList();
        return [.. children, .. children.SelectMany(Below)];
    }

    /// <summary>proc(5): the parent is the second field after the command's closing parenthesis.</summary>
    private static int ParentOf(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It ended between the listing and the reading.
            return 0;
        }
    }
}
