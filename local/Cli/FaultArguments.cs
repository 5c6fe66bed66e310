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

    /// <summary>Loads the plan into a running cloud, and says what of it can't strike there.</summary>
    public void Load(ParseResult arguments, LocalCloud cloud)
    {
        if (arguments.GetValue(plan) is not { } read)
            return;
        var progress = cloud.Services.GetRequiredService<Progress>();
        var functions = cloud.Services.GetRequiredService<FunctionInvoker>().Functions;
        var known = functions.Select(function => function.ShortName).Append(FaultRule.Saga);
        var named = read.Rules.Select(rule => rule.Function).OfType<string>();
        foreach (var name in named.Except(known, StringComparer.OrdinalIgnoreCase))
            progress.SayAlways($"The fault plan names {name}, which is no function here.");
        cloud.Services.GetRequiredService<FaultEngine>().Load(read with { Seed = arguments.GetValue(seed) ?? read.Seed });
        progress.SayAlways($"Faults  {read.Rules.Count} rules");
    }
}
