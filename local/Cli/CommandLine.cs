using System.CommandLine;
using System.Runtime.InteropServices;
using Local.Deployment;

namespace Local.Cli;

/// <summary>Parses and runs a command line, with signals as cancellation and failures as messages.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(RootCommand root, string[] arguments)
    {
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("See --help.");
            return ExitCodes.Usage;
        }

        using var stopping = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        try
        {
            // Its own handling would end the process two seconds after the signal, in the midst of stopping, and print exceptions.
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(configuration, stopping.Token);
        }
        catch (Exception exception) when (exception is LocalCloudException or DeploymentException or TimeoutException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return ExitCodes.Failure;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Running is ended like this; whatever else was asked for has not been done.
            return parsed.CommandResult.Command == root ? ExitCodes.Success : ExitCodes.Interrupted;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopping.Cancel();
        }
    }
}
