using System.Text.Json;
using Local;

namespace Services.Tests.Docs;

/// <summary>tests/without-protections takes protections away and expects tests to notice. What the list names must be there.</summary>
public class ProtectionListTests
{
    private static readonly string Root = Repository.Find().Root;

    public static TheoryData<string> Protections => [.. Entries().Select(entry => entry.Protection)];

    [Theory]
    [MemberData(nameof(Protections))]
    public void Protection_StandsOnceInItsFile_AndItsTestExists_AndTheProofNamesBoth(string protection)
    {
        var entry = Entries().Single(entry => entry.Protection == protection);
        var source = File.ReadAllText(Path.Combine(Root, entry.File));
        var (testClass, test) = (entry.Test.Split('.')[0], entry.Test.Split('.')[1]);
        var tests = Directory.EnumerateFiles(Path.Combine(Root, entry.Project), $"{testClass}.cs", SearchOption.AllDirectories).Single();

        Assert.Equal(2, source.Split(entry.Find).Length);
        Assert.Contains($" {test}(", File.ReadAllText(tests), StringComparison.Ordinal);
        Assert.Contains($"| {protection} | `{entry.Test}` |", File.ReadAllText(Path.Combine(Root, "docs", "proof.md")), StringComparison.Ordinal);
    }

    private static List<Entry> Entries() => JsonSerializer.Deserialize<List<Entry>>(
        File.ReadAllText(Path.Combine(Root, "tests", "Protections", "protections.json")), JsonSerializerOptions.Web)!;

    private sealed record Entry(string Protection, string File, string Find, string Replace, string Test, string Project);
}
