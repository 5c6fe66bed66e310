using System.Text.Json.Serialization;

namespace Platform.Streams;

// The parts of Lambda's event for DynamoDB Streams that functions use. AWS Lambda Developer Guide, "Using Lambda with DynamoDB".

/// <summary>A batch of changes of one shard, in order.</summary>
public sealed record StreamBatch(IReadOnlyList<StreamRecord> Records);

/// <param name="EventName"><c>INSERT</c>, <c>MODIFY</c> or <c>REMOVE</c>.</param>
public sealed record StreamRecord(string EventName, StreamChange DynamoDb)
{
    /// <summary>The ARN of the stream.</summary>
    public string? EventSourceArn { get; init; }
}

/// <param name="NewImage">The item after the change, in DynamoDB's JSON; null for REMOVE.</param>
public sealed record StreamChange(string SequenceNumber, IReadOnlyDictionary<string, StreamAttribute>? NewImage)
{
    /// <summary>The item before the change; null for INSERT.</summary>
    public IReadOnlyDictionary<string, StreamAttribute>? OldImage { get; init; }

    public IReadOnlyDictionary<string, StreamAttribute>? Keys { get; init; }

    /// <summary>When the change was made, in seconds since 1970.</summary>
    public double ApproximateCreationDateTime { get; init; }
}

/// <summary>An attribute value in DynamoDB's JSON, as far as functions read it.</summary>
public sealed record StreamAttribute
{
    [JsonPropertyName("S")] public string? Text { get; init; }

    /// <summary>Numbers travel as text.</summary>
    [JsonPropertyName("N")] public string? Number { get; init; }

    [JsonPropertyName("BOOL")] public bool? Flag { get; init; }
}

[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(StreamBatch))]
public sealed partial class StreamJson : JsonSerializerContext;
