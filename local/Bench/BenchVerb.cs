using System.CommandLine;
using Local.Cli;

namespace Local.Bench;

/// <summary><c>bench</c>: runs the platform, drives whole purchases through the public API, and prints what it measured.</summary>
internal static class BenchVerb
{
    public static Command Create()
    {
        var purchases = Numbers.Option("--purchases", 500, 1, 100_000, "Purchases to make", "count");
        var concurrency = Numbers.Option("--concurrency", 16, 1, 100_000, "Buyers at work at the same time", "count");
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
}
