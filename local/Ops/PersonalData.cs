using System.Text.RegularExpressions;

namespace Local.Ops;

/// <summary>Keeps customers' addresses off the operator's screen, out of tickets and of terminal logs.</summary>
internal static partial class PersonalData
{
    public const string Mask = "(e-mail)";

    /// <summary>The text with every e-mail address replaced, however it is spelled or escaped.</summary>
    public static string Masked(string text) => Address().Replace(text, Mask);

    [GeneratedRegex("""[^\s"'<>@,;:()\[\]]+@[^\s"'<>@,;:()\[\]]+\.[^\s"'<>@,;:()\[\]]+""")]
    private static partial Regex Address();
}
