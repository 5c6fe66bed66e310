using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Contracts;

namespace Local.Events;

/// <summary>The event catalog as the contracts make it: the schemas by event name.</summary>
internal sealed record EventCatalog(IReadOnlyDictionary<string, JsonObject> Schemas)
{
    private const string SchemaSuffix = ".schema.json";

    // Human beings read it, in no web page: quotes and such stay what they are.
    private static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The catalog of the code.</summary>
    public static EventCatalog OfContracts()
    {
        var schemas = new EventSchemas();
        return new(new OrderedDictionary<string, JsonObject>(
            EventEnvelope.KnownEvents.Select(known => KeyValuePair.Create(known.Key, schemas.Of(known.Key, known.Value)))));
    }

    /// <summary>The catalog of the documents in a folder.</summary>
    /// <exception cref="LocalCloudException">One of them is no JSON object.</exception>
    public static EventCatalog In(string folder) => new(Directory.EnumerateFiles(folder, $"*{SchemaSuffix}").Order(StringComparer.Ordinal)
        .ToDictionary(file => Path.GetFileName(file)[..^SchemaSuffix.Length], Read));

    public static string FileOf(string eventName) => $"{eventName}{SchemaSuffix}";

    public static string DescriptionOf(JsonObject schema) => (string?)schema["description"] ?? "";

    /// <summary>The schemas as files: their names and texts.</summary>
    public IReadOnlyDictionary<string, string> SchemaFiles() =>
        Schemas.ToDictionary(known => FileOf(known.Key), known => Text(known.Value));

    /// <summary>All documents as files: their names and texts.</summary>
    public IReadOnlyDictionary<string, string> Files(string version) => new Dictionary<string, string>(SchemaFiles())
    {
        [AsyncApi.FileName] = Text(AsyncApi.Describe(version, Schemas.Select(known => (known.Key, DescriptionOf(known.Value))))),
    };

    private static JsonObject Read(string file)
    {
        try
        {
            if (JsonNode.Parse(File.ReadAllText(file)) is JsonObject schema)
                return schema;
        }
        catch (JsonException)
        {
            // Said below.
        }
        throw new LocalCloudException($"{file} is not a JSON object.");
    }

    private static string Text(JsonObject document) => document.ToJsonString(Readable) + "\n";
}
