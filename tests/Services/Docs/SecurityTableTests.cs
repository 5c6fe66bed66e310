using System.Text.RegularExpressions;
using Local;

namespace Services.Tests.Docs;

/// <summary>docs/security.md promises that each protection has a test. The names in it must exist.</summary>
public partial class SecurityTableTests
{
    [Fact]
    public void EveryTestThatTheDocumentNames_Exists()
    {
        var root = Repository.Find().Root;
        var named = Names().Matches(File.ReadAllText(Path.Combine(root, "docs", "security.md")))
            .Select(match => (Class: match.Groups[1].Value, Test: match.Groups[2].Value)).ToList();
        // Several projects may have a class of the same name.
        var sources = Directory.EnumerateFiles(Path.Combine(root, "tests"), "*.cs", SearchOption.AllDirectories)
            .ToLookup(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(
            sources[name.Class], source => source.Contains($" {name.Test}(", StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"`(\w+(?:Tests|Contract))\.(\w+)`")]
    private static partial Regex Names();
}
