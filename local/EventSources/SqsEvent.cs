using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.SQS.Model;

namespace Local.EventSources;

/// <summary>Writes the event that Lambda makes of a batch of messages.</summary>
internal static class SqsEvent
{
    private const string ReceiveCount = "ApproximateReceiveCount";
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="redeliveries">Added to the receive count, for a batch that is delivered again without going back to the queue.</param>
    public static ReadOnlyMemory<byte> Write(IEnumerable<Message> messages, string queueArn, int redeliveries = 0)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteStartArray("Records");
            foreach (var message in messages)
                WriteRecord(json, message, queueArn, redeliveries);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    /// <summary>What filters look at: the record, its body parsed when it is JSON.</summary>
    public static JsonElement ForFilter(Message message, string queueArn)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
            WriteRecord(json, message, queueArn, 0, ParseBody(message.Body));
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static void WriteRecord(Utf8JsonWriter json, Message message, string queueArn, int redeliveries, JsonElement? body = null)
    {
        json.WriteStartObject();
        json.WriteString("messageId", message.MessageId);
        json.WriteString("receiptHandle", message.ReceiptHandle);
        json.WritePropertyName("body");
        if (body is { } parsed)
            parsed.WriteTo(json);
        else
            json.WriteStringValue(message.Body);
        json.WriteStartObject("attributes");
        foreach (var (name, value) in message.Attributes ?? [])
            json.WriteString(name, name == ReceiveCount ? Add(value, redeliveries) : value);
        json.WriteEndObject();
        json.WriteStartObject("messageAttributes");
        foreach (var (name, value) in message.MessageAttributes ?? [])
            WriteAttribute(json, name, value);
        json.WriteEndObject();
        json.WriteString("md5OfBody", message.MD5OfBody);
        if (message.MD5OfMessageAttributes is { Length: > 0 } md5)
            json.WriteString("md5OfMessageAttributes", md5);
        json.WriteString("eventSource", "aws:sqs");
        json.WriteString("eventSourceARN", queueArn);
        json.WriteString("awsRegion", queueArn.Split(':')[3]);
        json.WriteEndObject();
    }

    private static void WriteAttribute(Utf8JsonWriter json, string name, MessageAttributeValue value)
    {
        json.WriteStartObject(name);
        if (value.BinaryValue is { Length: > 0 } binary)
            json.WriteBase64String("binaryValue", binary.ToArray());
        else
            json.WriteString("stringValue", value.StringValue);
        json.WriteStartArray("stringListValues");
        json.WriteEndArray();
        json.WriteStartArray("binaryListValues");
        json.WriteEndArray();
        json.WriteString("dataType", value.DataType);
        json.WriteEndObject();
    }

    private static JsonElement? ParseBody(string body)
    {
        try
        {
            return JsonElement.Parse(body);
        }
        catch (JsonException)
        {
            // Plain text is a body too; filters see it as a string.
            return null;
        }
    }

    private static string Add(string count, int redeliveries) =>
        (int.Parse(count, CultureInfo.InvariantCulture) + redeliveries).ToString(CultureInfo.InvariantCulture);
}
