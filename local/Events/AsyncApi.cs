using System.Text.Json.Nodes;

namespace Local.Events;

/// <summary>The AsyncAPI document of the topic: its messages, and who sends them.</summary>
/// <remarks>
/// AsyncAPI 3.0.0, and SNS bindings 0.1.0. It does not say who receives: consumers come without a change to anything that is there.
/// </remarks>
internal static class AsyncApi
{
    public const string FileName = "asyncapi.json";

    private const string Channel = "purchaseEvents";

    /// <param name="version">The version of the catalog.</param>
    /// <param name="events">The events' names and descriptions.</param>
    public static JsonObject Describe(string version, IEnumerable<(string Name, string Description)> events)
    {
        var known = events.ToList();
        return new JsonObject
        {
            ["asyncapi"] = "3.0.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Purchase events",
                ["version"] = version,
                ["description"] = "What happens to a purchase, from the payment to the first login or the refund. Each event is delivered "
                    + "at least once, in any order. Fields are added to events, and events to the topic: ignore what you don't know.",
                ["license"] = new JsonObject { ["name"] = "Apache-2.0", ["url"] = "https://www.apache.org/licenses/LICENSE-2.0" },
            },
            ["defaultContentType"] = "application/json",
            ["channels"] = new JsonObject { [Channel] = Topic(known.Select(each => each.Name)) },
            ["operations"] = new JsonObject
            {
                ["publishEvent"] = new JsonObject
                {
                    ["action"] = "send",
                    ["channel"] = Reference($"#/channels/{Channel}"),
                    ["summary"] = "The purchase saga publishes; nobody else does.",
                    ["messages"] = new JsonArray([.. known.Select(each => Reference($"#/channels/{Channel}/messages/{each.Name}"))]),
                },
            },
            ["components"] = new JsonObject
            {
                ["messages"] = new JsonObject(known.Select(each => Member(each.Name, Message(each.Name, each.Description)))),
            },
        };
    }

    private static JsonObject Topic(IEnumerable<string> events) => new()
    {
        ["address"] = "purchase-events",
        ["description"] =
            "Subscriptions filter on the message attribute eventName. Delivery to queues is raw: the body is the event itself.",
        ["messages"] = new JsonObject(events.Select(name => Member(name, Reference($"#/components/messages/{name}")))),
        ["bindings"] = new JsonObject { ["sns"] = new JsonObject { ["name"] = "purchase-events", ["bindingVersion"] = "0.1.0" } },
    };

    private static JsonObject Message(string name, string description) => new()
    {
        ["name"] = name,
        ["title"] = name,
        ["summary"] = description,
        ["headers"] = new JsonObject
        {
            ["type"] = "object",
            ["description"] = "The message attributes.",
            ["required"] = new JsonArray("eventName"),
            ["properties"] = new JsonObject
            {
                ["eventName"] = new JsonObject { ["type"] = "string", ["const"] = name },
                ["taskToken"] = new JsonObject
                {
                    ["type"] = "string",
                    ["description"] = "The saga waits for the answer of one participant, which sends this back. Everybody else ignores it.",
                },
            },
        },
        ["payload"] = Reference($"./{EventCatalog.FileOf(name)}"),
    };

    private static KeyValuePair<string, JsonNode?> Member(string name, JsonObject value) => new(name, value);

    private static JsonObject Reference(string to) => new() { ["$ref"] = to };
}
