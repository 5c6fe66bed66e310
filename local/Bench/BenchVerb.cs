using System.CommandLine;
using Local.Cli;

namespace Local.Bench;

/// <summary><c>bench</c>: runs the platform, drives whole purchases through the public API, and prints what it measured.</summary>
internal static class BenchVerb
{
    public static Command Create()
    {
        var purchases = Count("--purchases", 500, "Purchases to make");
        var concurrency = Count("--concurrency", 16, "Buyers at work at the same time");
        var cloud = new CloudArguments();
        var verb = new Command("bench", "Measures whole purchases: latencies, purchases per second, AWS calls per purchase");
        verb.Options.Add(purchases);
        verb.Options.Add(concurrency);
        cloud.AddTo(verb);
        verb.SetAction(async (arguments, cancellation) =>
        {
            await using var running = await LocalCloud.StartAsync(cloud.Read(arguments) with { Quiet = true }, cancellation);
            using var shop = new ShopClient(running.PublicUrl);
            var report = await new Benchmark(shop, running.Calls, TimeProvider.System, Console.Out)
                .RunAsync(arguments.GetValue(purchases), arguments.GetValue(concurrency), cancellation);
            report.Print(Console.Out);
            return report.NotCompleted == 0 ? ExitCodes.Success : ExitCodes.Failure;
        });
        return verb;
    }

    private static Option<int> Count(string name, int standard, string description)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => standard, HelpName = "count" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var number) && number is < 1 or > 100_000)
                result.AddError($"{name} must be 1 to 100000.");
        });
        return option;
    }
}
