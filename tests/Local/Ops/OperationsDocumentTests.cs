using System.CommandLine;
using Local.Ops.Verbs;

namespace Local.Tests.Ops;

/// <summary>What docs/operations.md tells an operator to type at 3 a.m. can be typed.</summary>
public sealed class OperationsDocumentTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Root(), "docs", "operations.md"));

    private static IEnumerable<string> Commands => Lines.Where(line => line.StartsWith(OpsVerb.CommandLine, StringComparison.Ordinal));

    [Fact]
    public void EveryCommand_IsUnderstood()
    {
        var root = new RootCommand { OpsVerb.Create() };

        Assert.NotEmpty(Commands);
        Assert.All(Commands, command => Assert.Empty(root.Parse($"ops {command[OpsVerb.CommandLine.Length..]}").Errors));
    }

    [Fact]
    public void EveryVerb_AndEveryOption_IsInTheDocument()
    {
        var text = string.Join('\n', Lines);

        Assert.All(Below(OpsVerb.Create(), "ops"), verb =>
        {
            Assert.Contains($"{verb.Path} ", text, StringComparison.Ordinal);
            Assert.All(verb.Command.Options, option => Assert.Contains(option.Name, text, StringComparison.Ordinal));
        });
    }

    private static IEnumerable<(string Path, Command Command)> Below(Command command, string path) =>
        [(path, command), .. command.Subcommands.SelectMany(verb => Below(verb, $"{path} {verb.Name}"))];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "AwsPlatform.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests don't run inside the repository.");
        return folder.FullName;
    }
}
