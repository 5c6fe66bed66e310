using System.Text.Json;
using System.Text.Json.Nodes;
using Contracts;
using Platform.Events;
using Support;

namespace Services.Tests.Support;

/// <summary>Events as messages, in the form in which the saga publishes them and queues deliver them.</summary>
internal static class Messages
{
    /// <summary>The text of an event, which follows the catalog.</summary>
    public static string Text(PurchaseEvent purchaseEvent)
    {
        var name = purchaseEvent.GetType().Name;
        var text = Text(name, JsonSerializer.SerializeToNode(purchaseEvent, EventEnvelope.KnownEvents[name]));
        CheckedInSchemas.Require(text);
        return text;
    }

    /// <summary>The text of an event that the catalog may not know.</summary>
    public static string Text(string eventName, JsonNode? data) => new JsonObject
    {
        ["eventName"] = eventName,
        ["eventId"] = $"{Events.PurchaseId}:{eventName}",
        ["timestamp"] = "2025-07-06T22:57:00.000Z",
        ["traceId"] = null,
        ["data"] = data,
    }.ToJsonString();

    /// <summary>A message whose publisher waits for an answer with the token.</summary>
    public static QueueMessage Asking(string text, string token) => new(
        Guid.NewGuid().ToString(), text, new Dictionary<string, string> { ["ApproximateReceiveCount"] = "1" },
        new Dictionary<string, MessageAttribute>
        {
            ["eventName"] = new((string)JsonNode.Parse(text)!["eventName"]!, "String"),
            ["taskToken"] = new(token, "String"),
        });
}
