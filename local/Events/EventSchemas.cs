using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Contracts;

namespace Local.Events;

/// <summary>The JSON Schema of each event, envelope included, as the contracts' own serialization reads it.</summary>
/// <remarks>JSON Schema 2020-12. Objects stay open: a reader has to ignore fields that it doesn't know.</remarks>
internal sealed class EventSchemas
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    private readonly DocComments comments = DocComments.Of(typeof(EventEnvelope).Assembly);
    private readonly JsonSchemaExporterOptions options;

    public EventSchemas() => options = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe };

    /// <summary>The schema of an event, and what the event means.</summary>
    public JsonObject Of(string eventName, JsonTypeInfo type)
    {
        var schema = Export(EventEnvelope.Form);
        var fields = schema["properties"]!.AsObject();
        // A list of one says the same as a constant, and is understood by validators of every draft.
        fields["eventName"]!["enum"] = new JsonArray(eventName);
        fields["data"] = Export(type);
        return new JsonObject([
            new("$schema", Dialect),
            new("title", eventName),
            new("description", comments.Of(type.Type)),
            .. schema.Where(keyword => keyword.Key != "description")
                .Select(keyword => KeyValuePair.Create(keyword.Key, keyword.Value?.DeepClone())),
        ]);
    }

    private JsonObject Export(JsonTypeInfo type)
    {
        var schema = type.GetJsonSchemaAsNode(options).AsObject();
        // Nobody sends null in place of an event or its data, whatever the reader of the type would bear.
        schema["type"] = "object";
        return schema;
    }

    private JsonNode Describe(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (schema is JsonObject referring && referring.ContainsKey("$ref"))
            throw new NotSupportedException($"{context.TypeInfo.Type} holds itself; readers of events don't expect that.");
        var description = context.PropertyInfo is { AttributeProvider: MemberInfo member }
            ? comments.Of(member)
            : context.Path.IsEmpty ? comments.Of(context.TypeInfo.Type) : null;
        if (description is null || schema is not JsonObject described)
            return schema;
        described.Insert(0, "description", description);
        return described;
    }
}
