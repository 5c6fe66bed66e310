using System.ComponentModel;
using System.Diagnostics;
using Local.Processes;

namespace Local.Lambda;

/// <summary>Runs the executable <c>bootstrap</c> of a function's code folder, in place.</summary>
public sealed class FunctionProcesses(ChildProcesses children, FunctionEnvironment environment, FunctionSessions sessions)
{
    private const string Shell = "/bin/sh";

    /// <summary>
    /// Linux shares the processors out among sessions first, and every function's process has a session of its own: the priority of the
    /// process counts within it only.
    /// </summary>
    private const string Yielding = "if [ -w /proc/self/autogroup ]; then echo 19 > /proc/self/autogroup; fi; exec nice -n 19 \"$0\"";

    /// <summary>Starts a process and follows it to its end.</summary>
    internal async Task RunAsync(LambdaFunction function, string runtimeApi, FunctionInstance instance)
    {
        var program = Path.Combine(function.CodeFolder, "bootstrap");
        // In AWS every function has processors of its own. Here one that nobody waits for must not take them from purchases.
        var yields = function.IsBackground && OperatingSystem.IsLinux();
        var start = new ProcessStartInfo(yields ? Shell : program, yields ? ["-c", Yielding, program] : [])
        {
            WorkingDirectory = function.CodeFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        var session = sessions.Begin(function, instance);
        foreach (var (name, value) in environment.For(function, runtimeApi, session))
            start.Environment[name] = value;
        Process process;
        try
        {
            process = await children.StartAsync(start);
        }
        catch (Win32Exception exception)
        {
            sessions.End(session);
            instance.NeverStarted(exception.Message);
            return;
        }
        using (process)
        {
            process.StandardInput.Close();
            instance.Attach(process);
            var output = Task.WhenAll(CopyAsync(process.StandardOutput, instance), CopyAsync(process.StandardError, instance));
            await process.WaitForExitAsync();
            // What a process said last explains its exit. A child of its own may keep the streams open, so this has a bound.
            await Task.WhenAny(output, Task.Delay(TimeSpan.FromMilliseconds(200)));
            sessions.End(session);
            instance.Exited(process.ExitCode);
            await output;
        }
    }

    private static async Task CopyAsync(StreamReader reader, FunctionInstance instance)
    {
        while (await reader.ReadLineAsync() is { } line)
            instance.Output(line);
    }
}
