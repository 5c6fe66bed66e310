using System.Text.Json;
using System.Text.RegularExpressions;

namespace Local.StepFunctions.Conformance;

/// <summary>Compares values with recorded ones in which identifiers, times and tokens are masked.</summary>
internal static partial class MaskedComparison
{
    // Masks that are plain words; all others are written in angle brackets.
    private static readonly HashSet<string> Masks =
        ["date", "datetime", "timestamp", "start-time", "entered-time", "snf_role_arn", "sfn_role_arn", "a_task_token", "execution-name"];

    public static bool Matches(JsonElement expected, JsonElement actual)
    {
        if (expected.ValueKind == JsonValueKind.String)
            return MatchesText(expected.GetString()!, actual);
        if (expected.ValueKind != actual.ValueKind)
            return false;
        return expected.ValueKind switch
        {
            JsonValueKind.Object => MatchesMembers(expected, actual),
            JsonValueKind.Array => expected.GetArrayLength() == actual.GetArrayLength()
                && expected.EnumerateArray().Zip(actual.EnumerateArray()).All(pair => Matches(pair.First, pair.Second)),
            JsonValueKind.Number => JsonElement.DeepEquals(expected, actual) || expected.GetDouble().Equals(actual.GetDouble()),
            _ => true,
        };
    }

    private static bool MatchesMembers(JsonElement expected, JsonElement actual)
    {
        var members = expected.EnumerateObject().ToList();
        return members.Count == actual.EnumerateObject().Count()
            && members.TrueForAll(member => actual.TryGetProperty(member.Name, out var value) && Matches(member.Value, value));
    }

    private static bool MatchesText(string expected, JsonElement actual)
    {
        var text = actual.ValueKind == JsonValueKind.String ? actual.GetString()! : actual.GetRawText();
        if (text == expected)
            return true;
        if (Masks.Contains(expected))
            return actual.ValueKind == JsonValueKind.String;
        if (Mask().IsMatch(expected) && Regex.IsMatch(text, Mask().Replace(Regex.Escape(expected), ".*"), RegexOptions.Singleline))
            return true;
        return MatchesAsJson(expected, actual);
    }

    // The recording parsed JSON texts where it could, and left them as texts elsewhere.
    private static bool MatchesAsJson(string expected, JsonElement actual)
    {
        try
        {
            var parsed = Json.Parse(expected);
            if (actual.ValueKind == JsonValueKind.String && parsed.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                actual = Json.Parse(actual.GetString()!);
            return parsed.ValueKind != JsonValueKind.String && Matches(parsed, actual);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [GeneratedRegex("<[^<>]+>")]
    private static partial Regex Mask();
}
