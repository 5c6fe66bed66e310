using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Contracts;

/// <summary>An event as it travels on the topic <c>purchase-events</c> and, delivered raw, in every queue.</summary>
/// <param name="EventName">The name of the event; also the message attribute that subscriptions filter on.</param>
/// <param name="EventId">Unique per purchase and event: the same in every delivery of one event.</param>
/// <param name="Timestamp">When the saga entered the state that published, in UTC.</param>
/// <param name="TraceId">The X-Ray trace that began with the checkout, or null.</param>
/// <param name="Data">The event, or null when this reader does not know its name.</param>
public sealed record EventEnvelope(string EventName, string EventId, DateTimeOffset Timestamp, string? TraceId, PurchaseEvent? Data)
{
    /// <summary>The events that there are, by name, in the order a purchase meets them.</summary>
    public static IReadOnlyDictionary<string, JsonTypeInfo> KnownEvents { get; } = new OrderedDictionary<string, JsonTypeInfo>
    {
        [nameof(PaymentSuccessful)] = ContractsJson.Default.PaymentSuccessful,
        [nameof(UserCreated)] = ContractsJson.Default.UserCreated,
        [nameof(PurchaseCompleted)] = ContractsJson.Default.PurchaseCompleted,
        [nameof(UserCreationFailed)] = ContractsJson.Default.UserCreationFailed,
        [nameof(PaymentRefunded)] = ContractsJson.Default.PaymentRefunded,
    };

    /// <summary>How the envelope is read; <c>data</c> can be anything until the name says which event it is.</summary>
    public static JsonTypeInfo Form => EnvelopeJson.Default.RawEnvelope;

    /// <summary>Reads an event; unknown fields and unknown event names are tolerated, so that publishers can move first.</summary>
    /// <exception cref="JsonException">The text is not JSON, or lacks a field that every event has.</exception>
    public static EventEnvelope Parse(string json)
    {
        var raw = JsonSerializer.Deserialize(json, EnvelopeJson.Default.RawEnvelope)
            ?? throw new JsonException("The event is null.");
        var data = KnownEvents.TryGetValue(raw.EventName, out var type) ? (PurchaseEvent?)raw.Data.Deserialize(type) : null;
        return new EventEnvelope(raw.EventName, raw.EventId, raw.Timestamp, raw.TraceId, data);
    }

    internal sealed record RawEnvelope
    {
        public required string EventName { get; init; }
        public required string EventId { get; init; }
        public required DateTimeOffset Timestamp { get; init; }
        public string? TraceId { get; init; }
        public required JsonElement Data { get; init; }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EventEnvelope.RawEnvelope))]
internal sealed partial class EnvelopeJson : JsonSerializerContext;
