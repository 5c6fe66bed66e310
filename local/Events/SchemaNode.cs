using System.Text.Json.Nodes;

namespace Local.Events;

/// <summary>Reads the keywords of a JSON Schema 2020-12 in their one meaning, however they are written.</summary>
internal static class SchemaNode
{
    /// <summary>The keywords of a schema. A missing one and <c>true</c> admit everything, <c>false</c> nothing.</summary>
    /// <exception cref="LocalCloudException">It is no schema.</exception>
    public static JsonObject KeywordsOf(JsonNode? schema) => schema switch
    {
        JsonObject keywords => keywords,
        null => [],
        JsonValue value when value.TryGetValue<bool>(out var admits) => admits ? [] : new JsonObject { ["not"] = new JsonObject() },
        _ => throw new LocalCloudException($"{schema.GetPath()} is not a JSON Schema."),
    };

    /// <summary>Whether a schema admits everything.</summary>
    public static bool IsOpen(JsonNode? schema) => KeywordsOf(schema).Count == 0;

    /// <summary>The types of the values that are possible; null for any.</summary>
    public static IReadOnlySet<string>? TypesOf(JsonObject schema)
    {
        if (schema["type"] is not { } type)
            return null;
        HashSet<string> types = [.. type is JsonArray several ? several.Select(each => each!.ToString()) : [type.ToString()]];
        if (types.Contains("number"))
            types.Add("integer");
        return types;
    }

    /// <summary>The values that are possible, as JSON; null for any.</summary>
    public static IReadOnlySet<string>? ValuesOf(JsonObject schema) => schema switch
    {
        { } when schema["enum"] is JsonArray values => values.Select(value => value?.ToJsonString() ?? "null").ToHashSet(),
        { } when schema.TryGetPropertyValue("const", out var value) => new HashSet<string> { value?.ToJsonString() ?? "null" },
        _ => null,
    };

    public static JsonObject FieldsOf(JsonObject schema) => schema["properties"] as JsonObject ?? [];

    public static IReadOnlySet<string> RequiredOf(JsonObject schema) =>
        (schema["required"] as JsonArray ?? []).Select(name => name!.ToString()).ToHashSet();
}
