using System.CommandLine;
using System.Globalization;

namespace Local.Ops.Verbs;

/// <summary>Options that are days or instants, in UTC.</summary>
internal static class Times
{
    private static readonly string[] Forms =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFF'Z'"];

    public static Option<string> Option(string name, string description)
    {
        var option = new Option<string>(name) { Description = description, HelpName = "2026-11-01 or 2026-11-01T08:30Z", Required = true };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Parse(token.Value) is null)
                result.AddError($"{name}: {token.Value} is neither a day like 2026-11-01 nor a time in UTC like 2026-11-01T08:30:00Z.");
        });
        return option;
    }

    public static DateTimeOffset Read(ParseResult arguments, Option<string> option) => Parse(arguments.GetRequiredValue(option))!.Value;

    private static DateTimeOffset? Parse(string text) =>
        DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
