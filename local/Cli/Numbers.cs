using System.CommandLine;
using System.Globalization;

namespace Local.Cli;

/// <summary>Options that are whole numbers within limits.</summary>
internal static class Numbers
{
    public static Option<int> Option(string name, int standard, int least, int most, string description, string what)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => standard, HelpName = what };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var number) && (number < least || number > most))
                result.AddError($"{name} must be {least} to {most}.");
        });
        return option;
    }

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
