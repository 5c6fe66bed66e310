using System.CommandLine;
using LakeBenchmark;
using Local.Cli;

var rows = Numbers.Option("--rows", 1_000_000, 1000, 20_000_000, "Changes in the lake", "count");
var root = new RootCommand("Measures the lake: how fast changes are captured and reports answer, and that reports leave purchases alone.");

var volume = new Command("volume", "Captures, compacts and reports, on a folder");
volume.Options.Add(rows);
volume.SetAction(async (arguments, cancellation) =>
{
    using var scratch = new Scratch();
    await new Volume(scratch, Console.Out).RunAsync(arguments.GetValue(rows), cancellation);
    return ExitCodes.Success;
});
root.Subcommands.Add(volume);

var purchases = Numbers.Option("--purchases", 300, 10, 100_000, "Purchases in each block", "count");
var rounds = Numbers.Option("--rounds", 5, 1, 100, "Blocks without and with reports", "count");
var concurrency = Numbers.Option("--concurrency", 16, 1, 1000, "Buyers at work at the same time", "count");
var isolation = new Command("isolation", "Purchases per second on the local cloud, without and with a loop of reports, in turn");
foreach (var option in new[] { rows, purchases, rounds, concurrency })
    isolation.Options.Add(option);
isolation.SetAction(async (arguments, cancellation) =>
{
    using var scratch = new Scratch();
    var kept = await new Isolation(scratch, Console.Out).RunAsync(
        arguments.GetValue(rows), arguments.GetValue(purchases), arguments.GetValue(rounds), arguments.GetValue(concurrency), cancellation);
    return kept ? ExitCodes.Success : ExitCodes.Failure;
});
root.Subcommands.Add(isolation);
return await root.Parse(args).InvokeAsync();
