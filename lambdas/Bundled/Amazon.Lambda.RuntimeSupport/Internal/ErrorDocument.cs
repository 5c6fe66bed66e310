using System.Buffers;
using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport.Internal;

/// <summary>A failure in the form that the runtime API takes and hands to the invoker.</summary>
/// <param name="Type">The exception's type name, without its namespace.</param>
internal sealed record ErrorDocument(string Type, string Message, string? StackTrace, ErrorDocument? Cause)
{
    internal static ErrorDocument Of(Exception exception) => new(
        exception.GetType().Name,
        exception.Message,
        exception.StackTrace,
        exception.InnerException is { } inner ? Of(inner) : null);

    /// <summary>The answer was larger than the 6 MB that Lambda takes.</summary>
    internal static ErrorDocument ResponseTooLarge(int size) =>
        new("Function.ResponseSizeTooLarge", $"The response of {size} bytes exceeds the size that Lambda takes.", null, null);

    internal ReadOnlyMemory<byte> ToJson()
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
            Write(writer);
        return json.WrittenMemory;
    }

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("errorType", Type);
        writer.WriteString("errorMessage", Message);
        writer.WriteStartArray("stackTrace");
        foreach (var line in (StackTrace ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            writer.WriteStringValue(line);
        writer.WriteEndArray();
        if (Cause is not null)
        {
            writer.WritePropertyName("cause");
            Cause.Write(writer);
        }

        writer.WriteEndObject();
    }
}
