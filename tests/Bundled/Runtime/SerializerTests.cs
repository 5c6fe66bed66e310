using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Tests.Bundled.Runtime;

public sealed partial class SerializerTests
{
    [Fact]
    public void Serialize_WithoutACustomizer_WritesNamesAsDeclaredAndLeavesNullsOut()
    {
        Assert.Equal("""{"Text":"Zoë says \"hi\""}""", Serialize(new SourceGeneratorLambdaJsonSerializer<NoteJson>(), new Note("Zoë says \"hi\"", null)));
    }

    [Fact]
    public void Serialize_WithACustomizer_FollowsIt()
    {
        var serializer = new SourceGeneratorLambdaJsonSerializer<NoteJson>(options => options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase);

        Assert.Equal("""{"text":"a","author":"b"}""", Serialize(serializer, new Note("a", "b")));
    }

    [Fact]
    public void Deserialize_ReadsNamesInAnyCase()
    {
        using var json = new MemoryStream("""{"TEXT":"a","author":"b","more":1}"""u8.ToArray());

        Assert.Equal(new Note("a", "b"), new SourceGeneratorLambdaJsonSerializer<NoteJson>().Deserialize<Note>(json));
    }

    [Fact]
    public void Deserialize_OfATypeThatTheContextLacks_NamesBoth()
    {
        using var json = new MemoryStream("1"u8.ToArray());

        var failure = Assert.Throws<JsonSerializerException>(() => new SourceGeneratorLambdaJsonSerializer<NoteJson>().Deserialize<Uri>(json));

        Assert.Contains("System.Uri", failure.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(NoteJson), failure.Message, StringComparison.Ordinal);
    }

    private static string Serialize(SourceGeneratorLambdaJsonSerializer<NoteJson> serializer, Note note)
    {
        using var json = new MemoryStream();
        serializer.Serialize(note, json);
        return Encoding.UTF8.GetString(json.ToArray());
    }

    internal sealed record Note(string Text, string? Author);

    // Of these options the serializer takes no notice, like the official one.
    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseUpper)]
    [JsonSerializable(typeof(Note))]
    internal sealed partial class NoteJson : JsonSerializerContext;
}
