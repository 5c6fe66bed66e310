using System.CommandLine;
using Local.Cli;

namespace Local.Proof;

/// <summary><c>faults</c>: runs the platform under faults and proves, from all its books, that no purchase and no money was lost.</summary>
internal static class FaultsVerb
{
    /// <summary>Buyers at once. Those whom a fault keeps waiting are many, and cost nothing.</summary>
    private const int Buyers = 200;

    /// <summary>A crash costs a compiled function milliseconds.</summary>
    private const int BuyersOfNativeAot = 4000;

    public static Command Create()
    {
        var purchases = Numbers.Option("--purchases", 500, 1, 100_000, "Purchases to make under random faults", "count");
        var seed = Numbers.Option("--seed", 1, 0, int.MaxValue, "Decides who buys and what goes wrong; the same seed gives the same", "number");
        var exhaustive = new Option<bool>("--exhaustive") { Description = "A crash at every AWS call of every function, one at a time, instead" };
        var nativeAot = CloudArguments.NativeAot();
        var verb = new Command("faults", "Runs the platform under faults and audits every purchase against the promise about money");
        foreach (var option in (Option[])[purchases, seed, exhaustive, nativeAot])
            verb.Options.Add(option);
        verb.Validators.Add(arguments =>
        {
            if (arguments.GetValue(exhaustive) && arguments.GetResult(purchases) is { Implicit: false })
                arguments.AddError("--exhaustive makes as many purchases as there are calls: it doesn't go with --purchases.");
        });
        verb.SetAction(async (arguments, stop) =>
        {
            var options = Trial.Options with { NativeAot = arguments.GetValue(nativeAot) };
            await Console.Out.WriteLineAsync("Starting a local cloud whose clock can be moved …");
            await using var cloud = await LocalCloud.StartAsync(options, stop);
            using var trial = new Trial(cloud, options);
            var number = arguments.GetValue(seed);
            var holds = arguments.GetValue(exhaustive)
                ? await new ExhaustiveRun(trial, Console.Out).RunAsync(number, stop)
                : await new RandomRun(trial, options.NativeAot ? BuyersOfNativeAot : Buyers, Console.Out).RunAsync(arguments.GetValue(purchases), number, stop);
            return holds ? ExitCodes.Success : ExitCodes.Failure;
        });
        return verb;
    }
}
