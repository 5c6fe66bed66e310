using System.CommandLine;
using System.Globalization;

namespace Local.Ops.Verbs;

/// <summary>The option that says how fast messages are sent.</summary>
internal static class Rates
{
    private const double Slowest = 0.2;

    public static Option<double> Option()
    {
        var option = new Option<double>("--rate")
        {
            Description = "Messages a second",
            DefaultValueFactory = _ => 10,
            HelpName = "count",
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token]
                && double.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) && number is not (>= Slowest and <= 1000))
                result.AddError($"--rate must be {Slowest.ToString(CultureInfo.InvariantCulture)} to 1000.");
        });
        return option;
    }
}
