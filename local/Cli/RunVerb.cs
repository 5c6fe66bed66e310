using System.CommandLine;

namespace Local.Cli;

/// <summary>Without a verb: run the platform until Ctrl-C or SIGTERM.</summary>
internal static class RunVerb
{
    public static RootCommand Create(params IEnumerable<Command> verbs)
    {
        var arguments = new CloudArguments();
        var faults = new FaultArguments();
        var root = new RootCommand("Runs the platform on this machine, from its CDK templates.");
        arguments.AddTo(root);
        faults.AddTo(root);
        foreach (var verb in verbs)
            root.Subcommands.Add(verb);
        root.SetAction(async (parsed, cancellation) =>
        {
            var options = arguments.Read(parsed) with { Faults = faults.Read(parsed) };
            await using var cloud = await LocalCloud.StartAsync(options, cancellation);
            FaultArguments.Report(options.Faults, cloud);
            await Task.Delay(Timeout.Infinite, cancellation).ContinueWith(_ => { }, TaskScheduler.Default);
            return ExitCodes.Success;
        });
        return root;
    }
}
