using System.Reflection;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace Support;

/// <summary>The checked-in schemas of the event catalog: every event that a test makes, or sees published, has to follow them.</summary>
/// <remarks>
/// NJsonSchema implements draft 4. The catalog gets by with keywords that mean the same in draft 4 and 2020-12; another one is refused
/// here, because it would not be checked.
/// </remarks>
public static class CheckedInSchemas
{
    private const string Suffix = ".schema.json";

    private static readonly string[] Checked =
        ["$schema", "title", "description", "type", "format", "enum", "properties", "required", "items", "additionalProperties"];

    private static readonly Dictionary<string, (JsonSchema Open, JsonSchema Closed)> Schemas = Assembly.GetExecutingAssembly()
        .GetManifestResourceNames().Where(name => name.EndsWith(Suffix, StringComparison.Ordinal))
        .ToDictionary(name => name[..^Suffix.Length], name => (Read(name), Close(Read(name))));

    /// <summary>The events that the catalog knows.</summary>
    public static IReadOnlyCollection<string> Events => Schemas.Keys;

    /// <summary>Fails for an event that the catalog doesn't know, or knows otherwise.</summary>
    /// <param name="unknownFields">Whether it may say more than the catalog: as a later version would.</param>
    /// <exception cref="InvalidDataException">It does not follow its schema.</exception>
    public static void Require(string json, bool unknownFields = false)
    {
        if (ErrorsIn(json, unknownFields) is { Count: > 0 } errors)
            throw new InvalidDataException($"Not as in docs/events: {string.Join("; ", errors)}\n{json}");
    }

    /// <summary>What is wrong with an event; see <see cref="Require"/>.</summary>
    public static IReadOnlyList<string> ErrorsIn(string json, bool unknownFields = false)
    {
        // NJsonSchema's own reader is lenient.
        if (JsonNode.Parse(json) is not JsonObject message || message["eventName"] is not JsonValue named)
            return ["it is no object with an eventName"];
        if (!Schemas.TryGetValue(named.ToString(), out var schema))
            return [$"the catalog knows no event {named}"];
        var expected = unknownFields ? schema.Open : schema.Closed;
        return [.. expected.Validate(message.ToJsonString()).Select(error => $"{error.Path} {error.Kind}")];
    }

    private static JsonSchema Read(string name)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        var schema = JsonNode.Parse(resource)!.AsObject();
        RequireChecked(schema);
        return JsonSchema.FromJsonAsync(schema.ToJsonString()).GetAwaiter().GetResult();
    }

    private static void RequireChecked(JsonObject schema)
    {
        foreach (var (keyword, value) in schema)
        {
            if (!Checked.Contains(keyword) || (keyword == "format" && value!.ToString() != "date-time"))
                throw new NotSupportedException($"NJsonSchema may not check {keyword} ({value?.ToJsonString()}) as 2020-12 says.");
        }
        foreach (var (_, field) in schema["properties"]?.AsObject() ?? [])
            RequireChecked(field!.AsObject());
        if (schema["items"] is JsonObject items)
            RequireChecked(items);
    }

    private static JsonSchema Close(JsonSchema schema)
    {
        if (schema.Type.HasFlag(JsonObjectType.Object) && schema.AdditionalPropertiesSchema is null)
            schema.AllowAdditionalProperties = false;
        foreach (var field in schema.Properties.Values)
            Close(field);
        if (schema.Item is not null)
            Close(schema.Item);
        return schema;
    }
}
