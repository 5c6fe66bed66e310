using System.Text.Json;

namespace Local.EventSources;

/// <summary>Finds what is wrong with an event pattern before an event meets it.</summary>
internal static class EventPatternSyntax
{
    /// <exception cref="FormatException">The message says where.</exception>
    public static void Check(JsonElement pattern, string path)
    {
        if (pattern.ValueKind != JsonValueKind.Object)
            throw new FormatException($"The event pattern must be an object at {path}");
        foreach (var field in pattern.EnumerateObject())
        {
            var here = $"{path}.{field.Name}";
            if (field.Name == "$or" && field.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (var branch in field.Value.EnumerateArray())
                    Check(branch, here);
            }
            else if (field.Value.ValueKind == JsonValueKind.Object)
            {
                Check(field.Value, here);
            }
            else
            {
                CheckAlternatives(field.Value, here);
            }
        }
    }

    private static void CheckAlternatives(JsonElement alternatives, string path)
    {
        if (alternatives.ValueKind != JsonValueKind.Array || alternatives.GetArrayLength() == 0)
            throw new FormatException($"The event pattern must have a list of alternatives at {path}");
        foreach (var alternative in alternatives.EnumerateArray())
        {
            if (alternative.ValueKind == JsonValueKind.Array || (alternative.ValueKind == JsonValueKind.Object && !IsRule(alternative)))
                throw new FormatException($"The event pattern has an unknown alternative at {path}: {alternative}");
        }
    }

    private static bool IsRule(JsonElement alternative) => alternative.EnumerateObject().ToArray() is [var rule] && rule.Name switch
    {
        "exists" => rule.Value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "prefix" or "suffix" => rule.Value.ValueKind == JsonValueKind.String
            || (rule.Value.ValueKind == JsonValueKind.Object && rule.Value.TryGetProperty("equals-ignore-case", out _)),
        "equals-ignore-case" or "wildcard" => rule.Value.ValueKind == JsonValueKind.String,
        "numeric" => rule.Value.ValueKind == JsonValueKind.Array && rule.Value.GetArrayLength() is 2 or 4
            && rule.Value.EnumerateArray().Index().All(term => term.Index % 2 == 0
                ? term.Item.ValueKind == JsonValueKind.String && term.Item.GetString() is "=" or "<" or "<=" or ">" or ">="
                : term.Item.ValueKind == JsonValueKind.Number),
        "anything-but" => rule.Value.ValueKind != JsonValueKind.Object || IsExclusion(rule.Value),
        _ => false,
    };

    private static bool IsExclusion(JsonElement excluded) =>
        excluded.EnumerateObject().ToArray() is [{ Name: "prefix" or "suffix" or "equals-ignore-case" or "wildcard", Value.ValueKind: JsonValueKind.String or JsonValueKind.Array }];
}
