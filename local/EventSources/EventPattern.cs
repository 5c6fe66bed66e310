using System.Text.Json;

namespace Local.EventSources;

/// <summary>
/// An EventBridge pattern, as event source filters and rules have: every field of the pattern must exist in the event
/// and match one of its alternatives.
/// </summary>
/// <remarks>
/// Alternatives: a value, <c>prefix</c>, <c>suffix</c>, <c>equals-ignore-case</c>, <c>wildcard</c>, <c>anything-but</c>, <c>numeric</c>,
/// <c>exists</c>; besides them <c>$or</c>. See "Content filtering in event patterns" of the EventBridge user guide.
/// </remarks>
public sealed class EventPattern
{
    private readonly JsonElement pattern;

    private EventPattern(JsonElement pattern) => this.pattern = pattern;

    /// <exception cref="FormatException">The pattern isn't an object, has an empty list, or an alternative nobody knows.</exception>
    public static EventPattern Parse(string json)
    {
        JsonElement pattern;
        try
        {
            pattern = JsonElement.Parse(json);
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The event pattern is not JSON: {exception.Message}", exception);
        }
        EventPatternSyntax.Check(pattern, "$");
        return new EventPattern(pattern);
    }

    public bool Matches(JsonElement @event) => MatchesObject(pattern, @event);

    private static bool MatchesObject(JsonElement pattern, JsonElement? value)
    {
        foreach (var field in pattern.EnumerateObject())
        {
            if (field.NameEquals("$or"))
            {
                if (!field.Value.EnumerateArray().Any(branch => MatchesObject(branch, value)))
                    return false;
                continue;
            }
            var member = value is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(field.Name, out var found) ? found : (JsonElement?)null;
            var matches = field.Value.ValueKind == JsonValueKind.Object
                ? MatchesNested(field.Value, member)
                : field.Value.EnumerateArray().Any(alternative => MatchesField(alternative, member));
            if (!matches)
                return false;
        }
        return true;
    }

    // A list of objects matches when one of them does.
    private static bool MatchesNested(JsonElement pattern, JsonElement? member) => member is { ValueKind: JsonValueKind.Array } list
        ? list.EnumerateArray().Any(item => MatchesObject(pattern, item))
        : MatchesObject(pattern, member);

    private static bool MatchesField(JsonElement alternative, JsonElement? member)
    {
        if (alternative.ValueKind == JsonValueKind.Object && alternative.TryGetProperty("exists", out var exists))
            return member is { ValueKind: not JsonValueKind.Object } == exists.GetBoolean();
        return member switch
        {
            null => false,
            { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Any(item => MatchesValue(alternative, item)),
            { } value => MatchesValue(alternative, value),
        };
    }

    private static bool MatchesValue(JsonElement alternative, JsonElement value)
    {
        if (alternative.ValueKind != JsonValueKind.Object)
            return JsonElement.DeepEquals(alternative, value);
        var rule = alternative.EnumerateObject().Single();
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return rule.Name switch
        {
            "prefix" => text is not null && text.StartsWith(TextOf(rule.Value), ComparisonOf(rule.Value)),
            "suffix" => text is not null && text.EndsWith(TextOf(rule.Value), ComparisonOf(rule.Value)),
            "equals-ignore-case" => string.Equals(text, rule.Value.GetString(), StringComparison.OrdinalIgnoreCase),
            "wildcard" => text is not null && Wildcard(rule.Value.GetString(), text),
            "numeric" => value.ValueKind == JsonValueKind.Number && MatchesNumber(rule.Value, value.GetDecimal()),
            "anything-but" => !MatchesAnyOf(rule.Value, value),
            _ => throw new InvalidOperationException($"Unchecked event pattern rule {rule.Name}"),
        };
    }

    private static bool MatchesAnyOf(JsonElement excluded, JsonElement value) => excluded.ValueKind switch
    {
        JsonValueKind.Array => excluded.EnumerateArray().Any(item => JsonElement.DeepEquals(item, value)),
        // { "prefix": ["a", "b"] } excludes what any of the rules matches.
        JsonValueKind.Object when excluded.EnumerateObject().Single() is { Value.ValueKind: JsonValueKind.Array } rules =>
            rules.Value.EnumerateArray().Any(item => MatchesValue(JsonSerializer.SerializeToElement(new Dictionary<string, JsonElement> { [rules.Name] = item }), value)),
        _ => MatchesValue(excluded, value),
    };

    private static bool MatchesNumber(JsonElement rule, decimal value)
    {
        var terms = rule.EnumerateArray().ToArray();
        for (var index = 0; index < terms.Length; index += 2)
        {
            var limit = terms[index + 1].GetDecimal();
            var holds = terms[index].GetString() switch
            {
                "=" => value == limit,
                "<" => value < limit,
                "<=" => value <= limit,
                ">" => value > limit,
                _ => value >= limit,
            };
            if (!holds)
                return false;
        }
        return true;
    }

    private static bool Wildcard(string? wildcard, string text) =>
        System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(wildcard, text, ignoreCase: false);

    // { "prefix": { "equals-ignore-case": "a" } }
    private static string TextOf(JsonElement rule) =>
        (rule.ValueKind == JsonValueKind.Object ? rule.GetProperty("equals-ignore-case") : rule).GetString()!;

    private static StringComparison ComparisonOf(JsonElement rule) =>
        rule.ValueKind == JsonValueKind.Object ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
}
