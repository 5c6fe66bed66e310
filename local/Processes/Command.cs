using System.Diagnostics;
using System.Text;

namespace Local.Processes;

/// <summary>What a command left behind.</summary>
public sealed record CommandResult(int ExitCode, string Output);

/// <summary>Runs a command to its end.</summary>
public sealed class Command(ChildProcesses processes)
{
    /// <summary>Runs it and collects standard output and error together. Cancelling ends the process.</summary>
    /// <param name="told">Is given each line as it comes, possibly by two threads at once.</param>
    /// <returns>Null when there is no such program.</returns>
    public async Task<CommandResult?> RunAsync(
        string program,
        IEnumerable<string> arguments,
        string folder,
        CancellationToken cancellation,
        IReadOnlyDictionary<string, string>? environment = null,
        Action<string>? told = null)
    {
        if (!ChildProcesses.OnPath(program))
            return null;
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        using var process = await processes.StartAsync(start);
        process.StandardInput.Close();
        var output = new StringBuilder();
        process.OutputDataReceived += Append;
        process.ErrorDataReceived += Append;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            await ChildProcesses.StopAsync(process, TimeSpan.FromSeconds(1));
            throw;
        }
        return new CommandResult(process.ExitCode, output.ToString());

        void Append(object sender, DataReceivedEventArgs line)
        {
            lock (output)
                output.AppendLine(line.Data);
            if (line.Data is not null)
                told?.Invoke(line.Data);
        }
    }

    /// <summary>Runs a command that has to succeed.</summary>
    /// <exception cref="LocalCloudException">It is missing or failed; the message holds its output.</exception>
    public async Task RequireAsync(
        string program,
        IEnumerable<string> arguments,
        string folder,
        CancellationToken cancellation,
        IReadOnlyDictionary<string, string>? environment = null,
        Action<string>? told = null)
    {
        var shown = $"{program} {string.Join(' ', arguments)}";
        var result = await RunAsync(program, arguments, folder, cancellation, environment, told)
            ?? throw new LocalCloudException($"{shown}: {program} was not found.");
        if (result.ExitCode != 0)
            throw new LocalCloudException($"{shown} failed with exit code {result.ExitCode}:{Environment.NewLine}{result.Output.TrimEnd()}");
    }
}
