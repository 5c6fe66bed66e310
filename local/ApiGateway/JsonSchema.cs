using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using static Local.ApiGateway.SchemaKeywords;

namespace Local.ApiGateway;

/// <summary>A JSON Schema, draft 4, as API Gateway's models are. Formats are not checked, as API Gateway doesn't.</summary>
/// <remarks>draft-zyp-json-schema-04 and draft-fge-json-schema-validation-00. Messages follow the ones API Gateway gives.</remarks>
internal sealed class JsonSchema
{
    private readonly JsonObject root;
    private readonly Func<string, JsonSchema?> modelOf;

    /// <param name="modelOf">Finds other models of the API by name, for references to them.</param>
    /// <exception cref="FormatException">The schema says it is of another draft.</exception>
    public JsonSchema(JsonObject schema, Func<string, JsonSchema?> modelOf)
    {
        root = schema;
        this.modelOf = modelOf;
        if ((string?)schema["$schema"] is { } draft && !draft.Contains("draft-04", StringComparison.Ordinal))
            throw new FormatException($"is of {draft}; API Gateway takes draft-04");
    }

    /// <summary>What is wrong with a document, or nothing.</summary>
    public IReadOnlyList<string> Validate(JsonElement document)
    {
        var errors = new List<string>();
        Validate(root, document, errors);
        return errors;
    }

    private void Validate(JsonObject schema, JsonElement value, List<string> errors)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            // Members beside a reference are ignored.
            var (owner, target) = Resolve(reference);
            owner.Validate(target, value, errors);
            return;
        }
        CheckAnyType(schema, value, errors);
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                CheckString(schema, value.GetString()!, errors);
                break;
            case JsonValueKind.Number:
                CheckNumber(schema, value.TryGetDecimal(out var number) ? number : value.GetDouble() < 0 ? decimal.MinValue : decimal.MaxValue, errors);
                break;
            case JsonValueKind.Array:
                CheckArray(schema, value, errors);
                break;
            case JsonValueKind.Object:
                CheckObject(schema, value, errors);
                break;
        }
        CheckCombinations(schema, value, errors);
    }

    private void CheckArray(JsonObject schema, JsonElement array, List<string> errors)
    {
        var length = array.GetArrayLength();
        if (Number(schema, "minItems") is { } minimum && length < minimum)
            errors.Add(Invariant($"array is too short: must have at least {minimum} elements but instance has {length} elements"));
        if (Number(schema, "maxItems") is { } maximum && length > maximum)
            errors.Add(Invariant($"array is too long: must have at most {maximum} elements but instance has {length} elements"));
        if (Flag(schema, "uniqueItems") && array.EnumerateArray().Distinct(Equality.Instance).Count() < length)
            errors.Add("array must not contain duplicate elements");
        foreach (var (index, item) in array.EnumerateArray().Index())
        {
            if (schema["items"] is JsonObject each)
                Validate(each, item, errors);
            else if (schema["items"] is JsonArray tuple && index < tuple.Count)
                Validate(tuple[index]!.AsObject(), item, errors);
            else if (schema["items"] is JsonArray && schema["additionalItems"] is JsonObject rest)
                Validate(rest, item, errors);
            else if (schema["items"] is JsonArray && schema["additionalItems"] is JsonValue allowed && !(bool)allowed)
                errors.Add(Invariant($"array has {length} items, more than its schema allows"));
        }
    }

    private void CheckObject(JsonObject schema, JsonElement value, List<string> errors)
    {
        var names = value.EnumerateObject().Select(member => member.Name).ToHashSet(StringComparer.Ordinal);
        if (Number(schema, "minProperties") is { } minimum && names.Count < minimum)
            errors.Add(Invariant($"object has too few properties (found {names.Count} but schema requires at least {minimum})"));
        if (Number(schema, "maxProperties") is { } maximum && names.Count > maximum)
            errors.Add(Invariant($"object has too many properties (found {names.Count} but schema requires at most {maximum})"));
        Require(schema["required"] as JsonArray, names, errors);
        foreach (var (name, dependency) in schema["dependencies"] as JsonObject ?? [])
        {
            if (names.Contains(name) && dependency is JsonArray required)
                Require(required, names, errors);
            else if (names.Contains(name))
                Validate(dependency!.AsObject(), value, errors);
        }
        var unknown = value.EnumerateObject().Where(member => !CheckMember(schema, member, errors)).ToList();
        if (schema["additionalProperties"] is JsonObject additional)
            unknown.ForEach(member => Validate(additional, member.Value, errors));
        else if (schema["additionalProperties"] is JsonValue allowed && !(bool)allowed && unknown.Count > 0)
            errors.Add($"object instance has properties which are not allowed by the schema: [{Quoted(unknown.Select(member => member.Name))}]");
    }

    /// <summary>False when neither properties nor patternProperties know the member.</summary>
    private bool CheckMember(JsonObject schema, JsonProperty member, List<string> errors)
    {
        var known = false;
        if (schema["properties"]?[member.Name] is JsonObject named)
        {
            known = true;
            Validate(named, member.Value, errors);
        }
        foreach (var (pattern, patterned) in schema["patternProperties"] as JsonObject ?? [])
        {
            if (!Matches(pattern, member.Name))
                continue;
            known = true;
            Validate(patterned!.AsObject(), member.Value, errors);
        }
        return known;
    }

    private void CheckCombinations(JsonObject schema, JsonElement value, List<string> errors)
    {
        foreach (var part in Schemas(schema, "allOf"))
            Validate(part, value, errors);
        if (schema.ContainsKey("anyOf") && !Schemas(schema, "anyOf").Any(part => Fits(part, value)))
            errors.Add("instance failed to match at least one required schema among those of anyOf");
        if (schema.ContainsKey("oneOf") && Schemas(schema, "oneOf").Count(part => Fits(part, value)) is var matches and not 1)
            errors.Add($"instance failed to match exactly one schema (matched {matches})");
        if (schema["not"] is JsonObject not && Fits(not, value))
            errors.Add("instance matched a schema which it should not have");
    }

    private bool Fits(JsonObject schema, JsonElement value)
    {
        var errors = new List<string>();
        Validate(schema, value, errors);
        return errors.Count == 0;
    }

    /// <summary>A JSON pointer within this schema, or another model: <c>https://apigateway.amazonaws.com/restapis/{id}/models/{name}</c>.</summary>
    private (JsonSchema Owner, JsonObject Schema) Resolve(string reference)
    {
        var parts = reference.Split('#');
        if (parts[0].Length > 0)
        {
            var name = parts[0][(parts[0].LastIndexOf('/') + 1)..];
            var model = modelOf(name) ?? throw new InvalidOperationException($"The API has no model {name}, which another one refers to.");
            return parts.Length > 1 ? model.Resolve($"#{parts[1]}") : (model, model.root);
        }
        JsonNode target = root;
        foreach (var token in parts[1].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var key = Uri.UnescapeDataString(token).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            target = (target is JsonArray list ? list[int.Parse(key, CultureInfo.InvariantCulture)] : target[key])
                ?? throw new InvalidOperationException($"The model has nothing at {reference}.");
        }
        return (this, target.AsObject());
    }

    private static IEnumerable<JsonObject> Schemas(JsonObject schema, string keyword) =>
        (schema[keyword] as JsonArray ?? []).Select(part => part!.AsObject());

    private sealed class Equality : IEqualityComparer<JsonElement>
    {
        public static readonly Equality Instance = new();

        public bool Equals(JsonElement left, JsonElement right) => JsonElement.DeepEquals(left, right);

        // Equal numbers may be written differently: only the kind is the same for sure.
        public int GetHashCode(JsonElement value) => value.ValueKind.GetHashCode();
    }
}
