using System.Collections.Concurrent;
using System.Diagnostics;
using Local.Processes;

namespace Local.Emulators;

/// <summary>An emulator that runs as a child process; its last lines of output explain a failure.</summary>
internal sealed class EmulatorProcess : IAsyncDisposable
{
    private const int LinesKept = 40;

    private readonly string name;
    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();

    private EmulatorProcess(string name, Process process)
    {
        this.name = name;
        this.process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public static async Task<EmulatorProcess> StartAsync(
        ChildProcesses processes, string name, string program, IEnumerable<string> arguments, string folder,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (variable, value) in environment ?? new Dictionary<string, string>())
            start.Environment[variable] = value;
        return new EmulatorProcess(name, await processes.StartAsync(start));
    }

    /// <summary>Polls until the probe gives a value.</summary>
    /// <exception cref="LocalCloudException">The process ended, or gave no sign within the time.</exception>
    public async Task<T> WaitUntilUpAsync<T>(Func<IEnumerable<string>, Task<T?>> probe, TimeSpan limit, CancellationToken cancellation)
        where T : class
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(limit);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(15));
        try
        {
            while (true)
            {
                if (await probe(output) is { } up)
                    return up;
                if (process.HasExited)
                {
                    // Its last lines may still be on their way.
                    await process.WaitForExitAsync(deadline.Token);
                    throw Failure($"ended with exit code {process.ExitCode}");
                }
                await poll.WaitForNextTickAsync(deadline.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Failure($"gave no sign of life within {limit.TotalSeconds:0} s");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ChildProcesses.StopAsync(process, TimeSpan.FromSeconds(2));
        process.Dispose();
    }

    private LocalCloudException Failure(string what) => new($"{name} {what}. Its last output:{Environment.NewLine}  {string.Join($"{Environment.NewLine}  ", output)}");

    private void Keep(string? line)
    {
        if (line is null)
            return;
        output.Enqueue(line);
        if (output.Count > LinesKept)
            output.TryDequeue(out _);
    }
}
