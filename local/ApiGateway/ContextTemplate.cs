using System.Text.RegularExpressions;

namespace Local.ApiGateway;

/// <summary>Templates of access logs and gateway responses: text with <c>$context.name</c> and <c>$stageVariables.name</c>.</summary>
internal static partial class ContextTemplate
{
    /// <summary>Puts the values in. A variable without a value becomes <paramref name="missing"/>.</summary>
    public static string Fill(string template, Exchange exchange, string missing) => Variable().Replace(template, match =>
        (match.Groups["name"].Success
            ? exchange.Variable(match.Groups["name"].Value)
            : exchange.Stage.Variables?[match.Groups["stage"].Value]?.ToString()) ?? missing);

    /// <summary>A construct of the template language that isn't a variable, or null.</summary>
    public static string? Unsupported(string template) => Other().Match(template) is { Success: true } match ? match.Value : null;

    [GeneratedRegex(@"\$context\.(?<name>\w+(?:\.\w+)*)|\$\{context\.(?<name>\w+(?:\.\w+)*)\}|\$stageVariables\.(?<stage>\w+)")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\$(?!context\.|\{context\.|stageVariables\.)\{?[a-z]\w*|^\s*#\w+", RegexOptions.Multiline)]
    private static partial Regex Other();
}
