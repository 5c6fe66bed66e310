using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Local.ApiGateway;

/// <summary>The keywords of JSON Schema, draft 4, that look at one value and no other schema.</summary>
internal static class SchemaKeywords
{
    public static void CheckAnyType(JsonObject schema, JsonElement value, List<string> errors)
    {
        if (schema["type"] is { } type)
        {
            var allowed = type is JsonArray list ? [.. list.Select(item => (string)item!)] : new[] { (string)type! };
            if (!allowed.Any(name => IsOfType(value, name)))
                errors.Add($"instance type ({TypeName(value)}) does not match any allowed primitive type (allowed: [{Quoted(allowed)}])");
        }
        if (schema["enum"] is JsonArray values && !values.Any(item => DeepEquals(item, value)))
            errors.Add($"instance value ({value.GetRawText()}) not found in enum (possible values: {values.ToJsonString()})");
    }

    public static void CheckString(JsonObject schema, string text, List<string> errors)
    {
        // Lengths count characters, not UTF-16 units.
        var length = text.EnumerateRunes().Count();
        if (Number(schema, "minLength") is { } minimum && length < minimum)
            errors.Add(Invariant($"string \"{text}\" is too short (length: {length}, required minimum: {minimum})"));
        if (Number(schema, "maxLength") is { } maximum && length > maximum)
            errors.Add(Invariant($"string \"{text}\" is too long (length: {length}, maximum allowed: {maximum})"));
        if ((string?)schema["pattern"] is { } pattern && !Matches(pattern, text))
            errors.Add($"ECMA 262 regex \"{pattern}\" does not match input string \"{text}\"");
    }

    public static void CheckNumber(JsonObject schema, decimal number, List<string> errors)
    {
        if (Number(schema, "minimum") is { } minimum && (number < minimum || (number == minimum && Flag(schema, "exclusiveMinimum"))))
            errors.Add(Invariant($"numeric instance is lower than the required minimum (minimum: {minimum}, found: {number})"));
        if (Number(schema, "maximum") is { } maximum && (number > maximum || (number == maximum && Flag(schema, "exclusiveMaximum"))))
            errors.Add(Invariant($"numeric instance is greater than the required maximum (maximum: {maximum}, found: {number})"));
        if (Number(schema, "multipleOf") is { } divisor && number % divisor != 0)
            errors.Add(Invariant($"remainder of division is not zero ({number} / {divisor})"));
    }

    public static void Require(JsonArray? required, HashSet<string> names, List<string> errors)
    {
        var missing = (required ?? []).Select(name => (string)name!).Where(name => !names.Contains(name)).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
            errors.Add($"object has missing required properties ([{Quoted(missing)}])");
    }

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "integer" => TypeName(value) == "integer",
        "number" => value.ValueKind == JsonValueKind.Number,
        _ => TypeName(value) == type,
    };

    // In draft 4 an integer is a number written without a fraction or exponent.
    private static string TypeName(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetRawText().AsSpan().ContainsAny('.', 'e', 'E') ? "number" : "integer",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString().ToLowerInvariant(),
    };

    private static bool DeepEquals(JsonNode? node, JsonElement value) => JsonElement.DeepEquals(JsonSerializer.SerializeToElement(node), value);

    public static bool Matches(string pattern, string text) =>
        Regex.IsMatch(text, pattern, RegexOptions.ECMAScript, TimeSpan.FromSeconds(1));

    public static decimal? Number(JsonObject schema, string keyword) => schema[keyword] is JsonValue value
        ? decimal.Parse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture)
        : null;

    public static bool Flag(JsonObject schema, string keyword) => schema[keyword] is JsonValue value && (bool)value;

    public static string Quoted(IEnumerable<string> names) => new StringBuilder().AppendJoin(',', names.Select(name => $"\"{name}\"")).ToString();

    public static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
