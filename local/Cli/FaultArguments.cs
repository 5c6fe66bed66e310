using System.CommandLine;
using Local.EventSources;
using Local.Faults;
using Local.Lambda;

namespace Local.Cli;

/// <summary>The options that let things go wrong on demand.</summary>
internal sealed class FaultArguments
{
    private readonly Option<FaultPlan?> plan = new("--faults")
    {
        Description = "Let things go wrong as this plan says (docs/faults.md)",
        HelpName = "file",
        CustomParser = result =>
        {
            try
            {
                return FaultPlanFile.Read(result.Tokens[0].Value);
            }
            catch (FormatException exception)
            {
                result.AddError(exception.Message);
                return null;
            }
        },
    };

    private readonly Option<long?> seed = new("--seed")
    {
        Description = "The seed of the plan's probabilities, instead of the one in the file",
        HelpName = "number",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(plan);
        command.Options.Add(seed);
        command.Validators.Add(result =>
        {
            if (result.GetResult(seed) is { Implicit: false } && result.GetResult(plan) is not { Implicit: false })
                result.AddError("--seed needs --faults.");
        });
    }

    /// <summary>The plan that was named, or nothing.</summary>
    public FaultPlan Read(ParseResult arguments) =>
        arguments.GetValue(plan) is { } read ? read with { Seed = arguments.GetValue(seed) ?? read.Seed } : FaultPlan.Nothing;

    /// <summary>Says what of a plan can't strike in a running cloud.</summary>
    public static void Report(FaultPlan read, LocalCloud cloud)
    {
        if (read == FaultPlan.Nothing)
            return;
        var progress = cloud.Services.GetRequiredService<Progress>();
        foreach (var line in Unknown(read, cloud))
            progress.SayAlways(line);
        progress.SayAlways($"Faults  {(read.Rules.Count == 1 ? "1 rule" : $"{read.Rules.Count} rules")}");
    }

    /// <summary>A line for each name in the plan that nothing in the cloud has.</summary>
    internal static IEnumerable<string> Unknown(FaultPlan read, LocalCloud cloud)
    {
        var functions = cloud.Services.GetRequiredService<FunctionInvoker>().Functions;
        var sources = cloud.Services.GetRequiredService<EventSourcePollers>().Mappings;
        return Missing(rule => rule.Function, functions.Select(function => function.ShortName).Append(FaultRule.Saga), "no function")
            .Concat(Missing(rule => rule.Queue, sources.Select(source => source.SourceName), "no queue and no table that a function reads"));

        IEnumerable<string> Missing(Func<FaultRule, string?> named, IEnumerable<string> known, string kind) =>
            read.Rules.Select(named).OfType<string>().Except(known, StringComparer.OrdinalIgnoreCase)
                .Select(name => $"The fault plan names {name}, which is {kind} here.");
    }
}
