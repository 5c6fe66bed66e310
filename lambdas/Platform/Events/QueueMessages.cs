using System.Globalization;
using System.Text.Json.Serialization;

namespace Platform.Events;

// The parts of Lambda's event for Amazon SQS that consumers use. AWS Lambda Developer Guide, "Using Lambda with Amazon SQS".

/// <summary>A batch of messages.</summary>
public sealed record QueueBatch(IReadOnlyList<QueueMessage> Records);

/// <summary>One message, delivered raw: the body is the event itself.</summary>
public sealed record QueueMessage(
    string MessageId, string Body, IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyDictionary<string, MessageAttribute> MessageAttributes)
{
    /// <summary>How often this message has been received, this time included.</summary>
    [JsonIgnore]
    public int ReceiveCount => int.Parse(Attributes["ApproximateReceiveCount"], CultureInfo.InvariantCulture);

    /// <summary>The token of the saga state that waits for this message's consumer, or null when none waits.</summary>
    [JsonIgnore]
    public string? TaskToken => Attribute("taskToken");

    /// <summary>The event's name as the subscription filtered on it; readable even when the body is not.</summary>
    [JsonIgnore]
    public string? EventName => Attribute("eventName");

    private string? Attribute(string name) => MessageAttributes.TryGetValue(name, out var attribute) ? attribute.StringValue : null;
}

public sealed record MessageAttribute(string? StringValue, string DataType);

/// <summary>The messages to deliver again. Lambda honours it only with <c>ReportBatchItemFailures</c> on the event source mapping.</summary>
public sealed record BatchAnswer(IReadOnlyList<BatchItemFailure> BatchItemFailures);

/// <param name="ItemIdentifier">The message id (queues) or the sequence number (streams).</param>
public sealed record BatchItemFailure(string ItemIdentifier);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BatchAnswer))]
public sealed partial class BatchJson : JsonSerializerContext;

/// <summary>Lambda spells this event's outermost member with a capital R.</summary>
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(QueueBatch))]
public sealed partial class QueueJson : JsonSerializerContext;
