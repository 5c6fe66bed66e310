using System.Text.Json.Nodes;
using Local.Events;

namespace Local.Tests.Events;

public sealed class CatalogFolderTests : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("catalog-").FullName;
    private readonly CatalogFolder folder;

    public CatalogFolderTests() => folder = new CatalogFolder(path);

    [Fact]
    public void WhatIsWritten_DiffersNoMore_AndAChangedFileIsNamed()
    {
        Assert.Equal(["Opened.schema.json", "asyncapi.json"], folder.Write(Catalog("a")));
        Assert.Empty(folder.DifferencesTo(Catalog("a")));

        File.AppendAllText(Path.Combine(path, "Opened.schema.json"), " ");
        Assert.Equal(["Opened.schema.json"], folder.DifferencesTo(Catalog("a")));
    }

    /// <summary>What the code knows no more is deleted; what people have written stays.</summary>
    [Fact]
    public void EventThatIsGone_LosesItsFile()
    {
        folder.Write(Catalog("a"));
        File.WriteAllText(Path.Combine(path, "README.md"), "mine");

        Assert.Equal(["Opened.schema.json", "asyncapi.json"], folder.Write(new EventCatalog(new Dictionary<string, JsonObject>())));
        Assert.Equal(["README.md", "asyncapi.json"], Directory.GetFiles(path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Releases_AreNumbered_ByWhatHasChanged()
    {
        Assert.Equal("0.1.0-next", folder.VersionOf(Catalog("a")));
        Assert.Equal(new Version(1, 0, 0), folder.Release(Catalog("a"), breaking: false));
        Assert.Equal("1.0.0", folder.VersionOf(Catalog("a")));

        Assert.Equal("1.1.0-next", folder.VersionOf(Catalog("a", "b")));
        Assert.Equal(new Version(1, 1, 0), folder.Release(Catalog("a", "b"), breaking: false));
        Assert.Empty(folder.DifferencesTo(Catalog("a", "b")));
        Assert.Equal(["a"], Fields(new Version(1, 0, 0)));

        Assert.Equal("2.0.0-next", folder.VersionOf(Catalog("b")));
        Assert.Equal(new Version(2, 0, 0), folder.Release(Catalog("b"), breaking: true));
        Assert.Equal(["1.0.0", "1.1.0", "2.0.0"], folder.Releases.Select(version => version.ToString(3)));
        Assert.Empty(folder.BreaksIn(Catalog("b")));
    }

    [Fact]
    public void Release_ThatBreaksTheLastOne_IsRefused_WithWhatItBreaks()
    {
        folder.Release(Catalog("a", "b"), breaking: false);

        var refused = Assert.Throws<LocalCloudException>(() => folder.Release(Catalog("a"), breaking: false));

        Assert.Contains("Opened $.b: the field was removed or renamed.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["a", "b"], Fields(new Version(1, 0, 0)));
        Assert.Single(folder.Releases);
    }

    [Fact]
    public void Release_OfNothingNew_IsRefused()
    {
        folder.Release(Catalog("a"), breaking: false);

        var refused = Assert.Throws<LocalCloudException>(() => folder.Release(Catalog("a"), breaking: true));

        Assert.Equal("Nothing has changed since 1.0.0.", refused.Message);
    }

    /// <summary>By number: as text, 1.9 would come after 1.10.</summary>
    [Fact]
    public void LastRelease_IsTheHighestNumber()
    {
        foreach (var version in (string[])["1.9.0", "1.10.0"])
            Directory.CreateDirectory(Path.Combine(path, "released", version));

        Assert.Equal(new Version(1, 10, 0), folder.Releases[^1]);
    }

    [Theory]
    [InlineData("next", "Opened.schema.json", "{}", "next is not named by a version")]
    [InlineData("1.0", "Opened.schema.json", "{}", "1.0 is not named by a version")]
    [InlineData("1.0.0", "Opened.schema.json", "{", "Opened.schema.json is not a JSON object")]
    [InlineData("1.0.0", "Opened.schema.json", "[]", "Opened.schema.json is not a JSON object")]
    public void ReleaseThatCantBeRead_IsNamed(string version, string file, string text, string message)
    {
        Directory.CreateDirectory(Path.Combine(path, "released", version));
        File.WriteAllText(Path.Combine(path, "released", version, file), text);

        var error = Assert.Throws<LocalCloudException>(() => folder.BreaksIn(Catalog("a")));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(path, recursive: true);

    private IEnumerable<string> Fields(Version version) =>
        SchemaNode.FieldsOf(folder.Released(version).Schemas["Opened"]).Select(field => field.Key);

    private static EventCatalog Catalog(params IEnumerable<string> fields) => new(new Dictionary<string, JsonObject>
    {
        ["Opened"] = new JsonObject
        {
            ["description"] = "It is open.",
            ["properties"] = new JsonObject(fields.Select(name => new KeyValuePair<string, JsonNode?>(name, new JsonObject()))),
        },
    });
}
