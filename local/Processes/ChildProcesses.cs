using System.Collections.Concurrent;
using System.Diagnostics;

namespace Local.Processes;

/// <summary>
/// Starts child processes that never outlive this one, not even after <c>kill -9</c>, and that don't receive the terminal's Ctrl-C themselves.
/// </summary>
public sealed class ChildProcesses : IAsyncDisposable
{
    // The kernel's parent-death signal follows the thread that started the child, so one thread that lives as long as this object starts them all.
    private readonly BlockingCollection<Action> starts = [];
    private readonly ConcurrentDictionary<Process, byte> running = new();
    private readonly Thread starter;
    private readonly bool boundToParent = OperatingSystem.IsLinux() && OnPath("setsid") && OnPath("setpriv");

    public ChildProcesses()
    {
        starter = new Thread(RunStarts) { IsBackground = true, Name = "child process starter" };
        starter.Start();
    }

    /// <summary>Starts a process. Redirections, environment and working directory are the caller's; <c>UseShellExecute</c> must be false.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The program can't be started.</exception>
    public Task<Process> StartAsync(ProcessStartInfo start)
    {
        var command = boundToParent ? BindToParent(start) : start;
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        starts.Add(() => Start(command, started));
        return started.Task;
    }

    /// <summary>Asks a process to end (SIGTERM) and ends it by force when it hasn't after the grace period.</summary>
    public static async Task StopAsync(Process process, TimeSpan grace)
    {
        if (process.HasExited)
            return;
        if (OperatingSystem.IsWindows() || NativeMethods.Kill(process.Id, NativeMethods.Terminate) != 0)
            Kill(process);
        using var deadline = new CancellationTokenSource(grace);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            Kill(process);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>Ends a process and its children at once.</summary>
    public static void Kill(Process process)
    {
        // A session of its own is a process group of its own. To look for children instead is to read every process of the machine.
        if (OperatingSystem.IsWindows() || process.HasExited || NativeMethods.Kill(-process.Id, NativeMethods.End) != 0)
            process.Kill(entireProcessTree: true);
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(running.Keys.Select(process => StopAsync(process, TimeSpan.FromSeconds(2))));
        starts.CompleteAdding();
        starter.Join();
        starts.Dispose();
    }

    private void RunStarts()
    {
        foreach (var start in starts.GetConsumingEnumerable())
            start();
    }

    private void Start(ProcessStartInfo command, TaskCompletionSource<Process> started)
    {
        var process = new Process { StartInfo = command, EnableRaisingEvents = true };
        process.Exited += (_, _) => running.TryRemove(process, out _);
        try
        {
            running[process] = 0;
            process.Start();
            started.SetResult(process);
        }
        catch (Exception exception)
        {
            running.TryRemove(process, out _);
            started.SetException(exception);
        }
    }

    private static ProcessStartInfo BindToParent(ProcessStartInfo start)
    {
        var arguments = start.ArgumentList.ToArray();
        var program = start.FileName;
        start.FileName = "setsid";
        start.ArgumentList.Clear();
        foreach (var argument in (string[])["setpriv", "--pdeathsig", "KILL", "--", program, .. arguments])
            start.ArgumentList.Add(argument);
        return start;
    }

    internal static bool OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
