using System.CommandLine;
using Local.Cli;

namespace Local.Proof;

/// <summary><c>flood</c>: more checkouts than the API admits while a service is down, and an audit of what became of them.</summary>
internal static class FloodVerb
{
    public static Command Create()
    {
        var checkouts = Numbers.Option("--checkouts", 5000, 1, 100_000, "Checkouts to make", "count");
        var rate = Numbers.Option("--rate", 60, 1, 10_000, "Requests per second that the API's stage admits", "count");
        var down = new Option<string>("--down")
        {
            Description = "The function that is down until the last checkout is accepted",
            DefaultValueFactory = _ => "CreateUser",
            HelpName = "function",
        };
        down.AcceptOnlyFromAmong("CreateUser", "IssueToken", "RecordOrder", "SendEmail", "StartSaga");
        var nativeAot = CloudArguments.NativeAot();
        var verb = new Command("flood", "More checkouts than the API admits while a service is down: nothing accepted is lost");
        foreach (var option in (Option[])[checkouts, rate, down, nativeAot])
            verb.Options.Add(option);
        verb.SetAction(async (arguments, stop) =>
        {
            var admitted = Numbers.Text(arguments.GetValue(rate));
            var options = Trial.Options with
            {
                NativeAot = arguments.GetValue(nativeAot),
                Context = new Dictionary<string, string> { ["throttleRate"] = admitted, ["throttleBurst"] = admitted },
            };
            await Console.Out.WriteLineAsync($"Starting a local cloud whose API admits {admitted} requests a second …");
            await using var cloud = await LocalCloud.StartAsync(options, stop);
            using var trial = new Trial(cloud, options);
            return await new Flood(cloud, trial, Console.Out).RunAsync(arguments.GetValue(checkouts), arguments.GetValue(down)!, stop)
                ? ExitCodes.Success
                : ExitCodes.Failure;
        });
        return verb;
    }
}
