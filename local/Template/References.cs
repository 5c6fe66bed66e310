using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Local.Template;

/// <summary>Finds the logical ids that a value refers to.</summary>
internal static partial class References
{
    public static void Collect(JsonNode? value, HashSet<string> into)
    {
        switch (value)
        {
            case JsonObject { Count: 1 } function when function.Single() is { Value: { } argument } call:
                CollectCall(call.Key, argument, into);
                break;
            case JsonObject map:
                foreach (var (_, member) in map)
                    Collect(member, into);
                break;
            case JsonArray list:
                foreach (var item in list)
                    Collect(item, into);
                break;
        }
    }

    /// <summary>The names in <c>${Name}</c> of a Fn::Sub text; <c>${!Name}</c> is an escaped literal.</summary>
    public static IEnumerable<string> InSubstitution(string text) =>
        Placeholder().Matches(text).Select(match => match.Groups["name"].Value).Where(name => !name.StartsWith('!'));

    [GeneratedRegex(@"\$\{(?<name>[^}]*)\}")]
    public static partial Regex Placeholder();

    private static void CollectCall(string function, JsonNode argument, HashSet<string> into)
    {
        switch (function)
        {
            case "Ref" when argument is JsonValue:
                into.Add((string)argument!);
                break;
            case "Fn::GetAtt":
                into.Add(argument is JsonArray pair ? (string)pair[0]! : ((string)argument!).Split('.')[0]);
                break;
            case "Fn::Sub":
                var text = argument is JsonArray { Count: 2 } withMap ? (string)withMap[0]! : (string)argument!;
                foreach (var name in InSubstitution(text))
                    into.Add(name.Split('.')[0]);
                if (argument is JsonArray { Count: 2 } parts)
                    Collect(parts[1], into);
                break;
            default:
                Collect(argument, into);
                break;
        }
    }
}
