using Local.Data;

namespace Local.Tests.Data;

public sealed class DocumentsTests : IDisposable
{
    private readonly string path = Path.Combine(Directory.CreateTempSubdirectory("documents-").FullName, "things.jsonl");

    [Fact]
    public void LatestOfEachKey_Counts_InTheOrderOfTheKeys()
    {
        Change(documents =>
        {
            documents.Put("b", new Thing(1, null));
            documents.Put("a", new Thing(2, "Jürgen 🆗"));
            documents.Put("c", new Thing(3, null));
            documents.Put("b", new Thing(4, null));
            documents.Remove("c");
        });

        Assert.Equal([new("b", new Thing(4, null)), new("a", new Thing(2, "Jürgen 🆗"))], Earlier());
    }

    [Fact]
    public void SupersededLines_AreGone_OnceTheFileWasOpenedAgain()
    {
        Change(documents =>
        {
            for (var number = 0; number < 100; number++)
                documents.Put("a", new Thing(number, null));
        });
        Assert.Equal(100, File.ReadAllLines(path).Length);

        Change(documents => documents.Put("b", new Thing(1, null)));

        Assert.Equal(2, File.ReadAllLines(path).Length);
        Assert.Equal(99, Earlier()[0].Value.Number);
    }

    /// <summary>A charge and the answer that a repetition gets must not be torn apart.</summary>
    [Fact]
    public void SeveralDocuments_AreKeptTogether_OrNotAtAll()
    {
        Change(documents => documents.Put("a", new Thing(1, null)));
        Change(documents => documents.Put([new("a", new Thing(2, null)), new("b", new Thing(2, null))]));
        var whole = File.ReadAllBytes(path);
        var firstLine = Array.IndexOf(whole, (byte)'\n') + 1;

        for (var length = firstLine; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Equal([new("a", new Thing(1, null))], Earlier());
        }
    }

    [Fact]
    public void WithoutAFile_NothingIsKept()
    {
        using var documents = new Documents<Thing>(null);
        documents.Put("a", new Thing(1, null));

        Assert.Empty(documents.Earlier);
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

    private void Change(Action<Documents<Thing>> change)
    {
        using var documents = new Documents<Thing>(path);
        change(documents);
    }

    private List<KeyValuePair<string, Thing>> Earlier()
    {
        using var documents = new Documents<Thing>(path);
        return [.. documents.Earlier];
    }

    private sealed record Thing(int Number, string? Text);
}
