using System.Text;
using Local.Data;

namespace Local.Tests.Data;

public sealed class JournalFileTests : IDisposable
{
    private readonly string path = Path.Combine(Directory.CreateTempSubdirectory("journal-").FullName, "things.jsonl");

    [Fact]
    public void Lines_AreReadBack_InTheirOrder_AndNewOnesFollow()
    {
        Write("1", "2");
        Write("3");

        Assert.Equal(["1", "2", "3"], Read());
    }

    [Theory]
    [InlineData("1\n2\n3", new[] { "1", "2" })]
    [InlineData("1\n", new[] { "1" })]
    [InlineData("{\"cut", new string[0])]
    [InlineData("", new string[0])]
    public void LastLine_CutOffByTheEndOfTheProcess_IsDropped(string file, string[] expected)
    {
        File.WriteAllText(path, file);

        Assert.Equal(expected, Read());
        Write("9");
        Assert.Equal([.. expected, "9"], Read());
    }

    [Fact]
    public void BadLine_IsNamed_WithItsFileAndNumber()
    {
        File.WriteAllText(path, """
            [{"Key": "a", "Value": "1"}]
            [{"Key": "b", "Valu
            [{"Key": "c", "Value": "3"}]

            """);

        var error = Assert.Throws<LocalCloudException>(() => new Documents<string>(path));

        Assert.Contains($"{path}, line 2,", error.Message, StringComparison.Ordinal);
        Assert.Contains("\"Valu\n", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Replacement_IsWholeOrNotThere()
    {
        Write("1", "2");
        File.WriteAllText(path + ".new", "half of a repl");

        Assert.Equal(["1", "2"], Read());
        JournalFile.Replace(path, [Encoding.UTF8.GetBytes("3")]);
        Assert.Equal(["3"], Read());
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

    private void Write(params string[] lines)
    {
        using var journal = JournalFile.Open(path, static _ => { });
        foreach (var line in lines)
            journal.Append(Encoding.UTF8.GetBytes(line));
    }

    private List<string> Read()
    {
        var lines = new List<string>();
        using var journal = JournalFile.Open(path, line => lines.Add(Encoding.UTF8.GetString(line)));
        return lines;
    }
}
