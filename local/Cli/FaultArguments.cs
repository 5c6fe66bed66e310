using System.CommandLine;
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
        var functions = cloud.Services.GetRequiredService<FunctionInvoker>().Functions;
        var known = functions.Select(function => function.ShortName).Append(FaultRule.Saga);
        var named = read.Rules.Select(rule => rule.Function).OfType<string>();
        foreach (var name in named.Except(known, StringComparer.OrdinalIgnoreCase))
            progress.SayAlways($"The fault plan names {name}, which is no function here.");
        progress.SayAlways($"Faults  {read.Rules.Count} rules");
    }
}
