using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Contracts;
using Local.Events;
using Support;

namespace Local.Tests.Events;

/// <summary>The catalog in docs/events is what the contracts say, and stays good for everybody who reads the last release.</summary>
public sealed class EventCatalogTests
{
    private static readonly CatalogFolder Folder = new(Path.Combine(Repository.Find().Root, CatalogFolder.Place));
    private static readonly EventCatalog Catalog = EventCatalog.OfContracts();

    [Fact]
    public void Documents_AreThoseOfTheCode() => Assert.Empty(Folder.DifferencesTo(Catalog));

    [Fact]
    public void NothingIsBroken_OfTheLastRelease()
    {
        Assert.NotEmpty(Folder.Releases);
        Assert.Empty(Folder.BreaksIn(Catalog));
    }

    [Fact]
    public void EveryEventOfTheContract_IsInTheCatalog()
    {
        var events = typeof(PurchaseEvent).Assembly.GetTypes().Where(type => type.BaseType == typeof(PurchaseEvent));

        Assert.Equal(events.Select(type => type.Name).Order(), Catalog.Schemas.Keys.Order());
    }

    [Fact]
    public void EveryField_IsDescribed_WithoutMarkup() => Assert.All(Catalog.Schemas.Values, schema =>
    {
        Assert.NotEmpty(Fields(schema));
        Assert.All(Fields(schema).Append(schema), field => Assert.DoesNotContain('<', (string?)field["description"] ?? "<nothing>"));
    });

    [Fact]
    public void Document_SaysWhatAReaderGets()
    {
        var schema = Catalog.Schemas[nameof(UserCreated)];
        var data = schema["properties"]!["data"]!;

        Assert.Equal("https://json-schema.org/draft/2020-12/schema", (string?)schema["$schema"]);
        Assert.Equal("""["UserCreated"]""", schema["properties"]!["eventName"]!["enum"]!.ToJsonString());
        Assert.Equal("""["eventName","eventId","timestamp","data"]""", schema["required"]!.ToJsonString());
        Assert.Equal("""["string","null"]""", data["properties"]!["codeChallenge"]!["type"]!.ToJsonString());
        Assert.Equal("""["purchaseId","customerEmail","productId","amount","currency"]""", data["required"]!.ToJsonString());
        Assert.Equal(
            "The stable error name of what made the saga compensate; see UserCreationFailed.reason.",
            (string?)Catalog.Schemas[nameof(PaymentRefunded)]["properties"]!["data"]!["properties"]!["reason"]!["description"]);
    }

    /// <summary>The validators in tests and the comparison with releases don't follow references.</summary>
    [Fact]
    public void TypeThatHoldsItself_IsNoEvent()
    {
        var refused = Assert.Throws<NotSupportedException>(() => new EventSchemas().Of("Endless", JsonTypeInfo<Endless>()));

        Assert.Contains(nameof(Endless), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AsyncApi_LeadsToEverySchema_ThroughTheTopic()
    {
        var document = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder.Path, AsyncApi.FileName)))!.AsObject();

        var sent = document["operations"]!["publishEvent"]!["messages"]!.AsArray().Select(channelMessage =>
        {
            var known = At(document, At(document, channelMessage));
            Assert.Equal((string?)known["name"], (string?)known["headers"]!["properties"]!["eventName"]!["const"]);
            Assert.True(File.Exists(Path.Combine(Folder.Path, (string)known["payload"]!["$ref"]!)));
            return (string)known["name"]!;
        });
        Assert.Equal(Catalog.Schemas.Keys, sent);
        Assert.Equal("purchase-events", (string?)At(document, document["operations"]!["publishEvent"]!["channel"])["address"]);
    }

    /// <summary>The validator of all other tests: it finds what is wrong, and nothing where nothing is.</summary>
    [Theory]
    [InlineData("", "", false, 0)]
    [InlineData("null", "'usr_1'", false, 0)]
    [InlineData("'amount':1.5", "'amount':2", false, 0)]
    [InlineData("'amount':1.5", "'amount':'1.5'", true, 1)]
    [InlineData("'amount':1.5,", "", true, 1)]
    [InlineData("'USD'", "null", true, 1)]
    [InlineData("2026-01-01T00:00:00Z", "yesterday", true, 1)]
    [InlineData("'eventName':'PaymentSuccessful'", "'eventName':'CartAbandoned'", true, 1)]
    [InlineData("'currency'", "'coupon':{},'currency'", true, 0)]
    [InlineData("'currency'", "'coupon':{},'currency'", false, 1)]
    [InlineData("'eventId'", "'version':3,'eventId'", false, 1)]
    public void Validator_FindsWhatIsWrong(string change, string into, bool unknownFields, int errors)
    {
        const string Event = "{'eventName':'PaymentSuccessful','eventId':'x','timestamp':'2026-01-01T00:00:00Z','data':{'purchaseId':'p',"
            + "'userId':null,'customerEmail':'a@b.example','productId':'x','amount':1.5,'currency':'USD'}}";
        var json = (change.Length > 0 ? Event.Replace(change, into, StringComparison.Ordinal) : Event).Replace('\'', '"');

        Assert.Equal(errors > 0, CheckedInSchemas.ErrorsIn(json, unknownFields).Count > 0);
    }

    private static IEnumerable<JsonObject> Fields(JsonObject schema) => SchemaNode.FieldsOf(schema)
        .SelectMany(field => Fields(field.Value!.AsObject()).Prepend(field.Value!.AsObject()));

    private static JsonNode At(JsonNode document, JsonNode? reference) =>
        ((string)reference!["$ref"]!).Split('/').Skip(1).Aggregate(document, (node, step) => node[step]!);

    private static JsonTypeInfo JsonTypeInfo<T>() => JsonSerializerOptions.Default.GetTypeInfo(typeof(T));

    private sealed record Endless(int Depth, Endless? Next);
}
