using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Local.StepFunctions;

/// <summary>State data is immutable JSON: <see cref="JsonElement"/>s that share their documents. New values are written and parsed once.</summary>
internal static class Json
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly JsonElement Null = Parse("null");
    public static readonly JsonElement EmptyObject = Parse("{}");
    public static readonly JsonElement EmptyArray = Parse("[]");

    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static JsonElement Parse(string json) => JsonElement.Parse(Encoding.UTF8.GetBytes(json));

    /// <summary>Parses without the insignificant white space, so that sizes and texts are those that AWS would show.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static JsonElement ParseCompact(ReadOnlySpan<byte> json)
    {
        var parsed = JsonElement.Parse(json);
        return Build(parsed.WriteTo);
    }

    public static JsonElement Build(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
            write(writer);
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    public static JsonElement Of(string value) => Build(writer => writer.WriteStringValue(value));

    public static JsonElement Of(long value) => Build(writer => writer.WriteNumberValue(value));

    public static JsonElement Of(bool value) => Parse(value ? "true" : "false");

    public static JsonElement ArrayOf(IEnumerable<JsonElement> items) => Build(writer =>
    {
        writer.WriteStartArray();
        foreach (var item in items)
            writer.WriteElement(item);
        writer.WriteEndArray();
    });

    /// <summary>Writes the element's own text: numbers keep their digits, strings their escapes.</summary>
    public static void WriteElement(this Utf8JsonWriter writer, JsonElement element) =>
        writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(element), skipInputValidation: true);

    public static void WriteElement(this Utf8JsonWriter writer, string name, JsonElement element)
    {
        writer.WritePropertyName(name);
        writer.WriteElement(element);
    }

    /// <summary>The text of a member; null when there is none.</summary>
    public static string? TextOf(this JsonElement json, string member) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>The size in bytes of UTF-8.</summary>
    public static int SizeOf(JsonElement element) => JsonMarshal.GetRawUtf8Value(element).Length;
}
