using Cdk;

namespace Template.Tests;

/// <summary>The functions whose projects exist, by their folders below lambdas/: each has a Program.cs.</summary>
internal static class Functions
{
    private static readonly string Root = Path.Combine(Repository.Root, "lambdas");

    public static IReadOnlyList<string> All { get; } = Directory
        .EnumerateFiles(Root, "Program.cs", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 3 })
        .Select(file => Path.GetRelativePath(Root, Path.GetDirectoryName(file)!))
        .Order()
        .ToList();
}
