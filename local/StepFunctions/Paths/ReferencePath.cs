using System.Text.Json;

namespace Local.StepFunctions.Paths;

/// <summary>A path that names one place in a document, so that a value can be put there (ResultPath).</summary>
internal sealed class ReferencePath
{
    private readonly IReadOnlyList<PathSegment> segments;

    private ReferencePath(JsonPath path)
    {
        Text = path.Text;
        segments = path.Segments;
    }

    public string Text { get; }

    /// <exception cref="ExpressionSyntaxException">The text is not a path, or may select several values.</exception>
    public static ReferencePath Parse(string text)
    {
        var path = JsonPath.Parse(text);
        return path.IsDefinite ? new ReferencePath(path) : throw new ExpressionSyntaxException($"'{text}' is not a reference path");
    }

    /// <summary>The document with the value at this place. Members that are missing on the way are created.</summary>
    /// <exception cref="EvaluationException">The document has no place for it, for instance below a string.</exception>
    public JsonElement Insert(JsonElement document, JsonElement value) =>
        segments.Count == 0 ? value : Json.Build(writer => Write(writer, document, 0, value));

    private void Write(Utf8JsonWriter writer, JsonElement current, int depth, JsonElement value)
    {
        if (depth == segments.Count)
            writer.WriteElement(value);
        else if (segments[depth] is MemberSegment member)
            WriteObject(writer, current, member.Name, depth, value);
        else
            WriteArray(writer, current, ((IndexSegment)segments[depth]).Index, depth, value);
    }

    private void WriteObject(Utf8JsonWriter writer, JsonElement current, string name, int depth, JsonElement value)
    {
        if (current.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined))
            throw NoPlace();
        writer.WriteStartObject();
        var found = false;
        if (current.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in current.EnumerateObject())
            {
                writer.WritePropertyName(property.Name);
                if (property.NameEquals(name))
                {
                    found = true;
                    Write(writer, Replaceable(property.Value, depth), depth + 1, value);
                }
                else
                    writer.WriteElement(property.Value);
            }
        }
        if (!found)
        {
            writer.WritePropertyName(name);
            Write(writer, default, depth + 1, value);
        }
        writer.WriteEndObject();
    }

    private void WriteArray(Utf8JsonWriter writer, JsonElement current, int index, int depth, JsonElement value)
    {
        if (current.ValueKind != JsonValueKind.Array || index < 0 || index >= current.GetArrayLength())
            throw NoPlace();
        writer.WriteStartArray();
        var position = 0;
        foreach (var item in current.EnumerateArray())
        {
            if (position++ == index)
                Write(writer, Replaceable(item, depth), depth + 1, value);
            else
                writer.WriteElement(item);
        }
        writer.WriteEndArray();
    }

    // A null on the way counts as absent, so that the path can be created there.
    private JsonElement Replaceable(JsonElement element, int depth) =>
        element.ValueKind == JsonValueKind.Null && depth + 1 < segments.Count ? default : element;

    private EvaluationException NoPlace() =>
        new(Engine.ErrorNames.ResultPathMatchFailure, $"Unable to apply ReferencePath '{Text}' to the input of the state");
}
