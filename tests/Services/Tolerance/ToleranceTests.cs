using System.Text.Json.Nodes;
using Platform.Events;
using Services.Tests.Support;
using Support;

namespace Services.Tests.Tolerance;

/// <summary>Publishers move first: consumers work as before when events say more than they know, and when there are more events.</summary>
public class ToleranceTests
{
    public static TheoryData<string> Consumers => [.. TestedConsumer.All.Keys];

    [Theory]
    [MemberData(nameof(Consumers))]
    public async Task UnknownFields_AtEveryLevel_ChangeNothing(string function)
    {
        var (today, tomorrow) = (TestedConsumer.All[function](), TestedConsumer.All[function]());
        foreach (var purchaseEvent in today.Hears)
        {
            var (text, before) = (Messages.Text(purchaseEvent), today.State());
            var longer = WithMore(JsonNode.Parse(text)!)!.ToJsonString();
            CheckedInSchemas.Require(longer, unknownFields: true);
            Assert.NotEmpty(CheckedInSchemas.ErrorsIn(longer));

            Assert.Empty(await FailuresAsync(today, text));
            Assert.Empty(await FailuresAsync(tomorrow, longer));

            Assert.NotEqual(before, today.State());
            Assert.Equal(today.State(), tomorrow.State());
        }
    }

    [Theory]
    [MemberData(nameof(Consumers))]
    public async Task UnknownEvent_DoesNothing_AndItsNeighbourIsHeard(string function)
    {
        var (consumer, undisturbed) = (TestedConsumer.All[function](), TestedConsumer.All[function]());
        var before = consumer.State();
        string[] unknown = [.. new[] { """{"purchaseId":"pur_test"}""", "{}", "null", "[1]", "\"text\"", Data(consumer) }
            .Select(data => Messages.Text("CartAbandoned", JsonNode.Parse(data)))];

        Assert.Empty(await FailuresAsync(consumer, unknown));
        Assert.Equal(before, consumer.State());

        var known = Messages.Text(consumer.Hears[0]);
        Assert.Empty(await FailuresAsync(consumer, [.. unknown, known]));
        Assert.Empty(await FailuresAsync(undisturbed, known));
        Assert.Equal(undisturbed.State(), consumer.State());
    }

    private static async Task<IEnumerable<string>> FailuresAsync(TestedConsumer consumer, params IEnumerable<string> texts)
    {
        var batch = new QueueBatch([.. texts.Select(text => WithMore(Messages.Asking(text, "token")))]);
        var answer = await consumer.Consumer.ConsumeAsync(batch, default);
        return answer.BatchItemFailures.Select(failure => failure.ItemIdentifier);
    }

    /// <summary>Message attributes that nobody here reads, one without text.</summary>
    private static QueueMessage WithMore(QueueMessage message) => message with
    {
        MessageAttributes = new Dictionary<string, MessageAttribute>(message.MessageAttributes)
        {
            ["addedLater"] = new("x", "String"), ["traceparent"] = new(null, "Binary"),
        },
    };

    /// <summary>What the consumer would act on, under a name that it doesn't know.</summary>
    private static string Data(TestedConsumer consumer) => JsonNode.Parse(Messages.Text(consumer.Hears[0]))!["data"]!.ToJsonString();

    /// <summary>Fields before and after those that are there, also of names that serializers have their own ideas about.</summary>
    private static JsonNode? WithMore(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject([
            new("$schema", "https://example.com/later"), new("$type", "Later"), new("$id", 7),
            .. fields.Select(field => KeyValuePair.Create(field.Key, WithMore(field.Value))),
            new("addedLater", JsonNode.Parse("""{"text":"ü","list":[1,null,{"deeper":[true]}],"nothing":null}""")),
            new("PurchaseID", 12), new("", 1e300),
        ]),
        _ => node?.DeepClone(),
    };
}
