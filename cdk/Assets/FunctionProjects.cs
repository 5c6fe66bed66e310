namespace Cdk.Assets;

/// <summary>The projects below the folder of all functions. A project with a Program.cs is a function, the others are shared.</summary>
internal sealed class FunctionProjects
{
    private readonly string root;
    private readonly List<string> functionFolders;
    private readonly Lazy<string> sharedHash;

    public FunctionProjects(string root)
    {
        this.root = root;
        functionFolders = SourceFiles(root)
            .Where(file => Path.GetFileName(file) == "Program.cs")
            .Select(file => Path.GetDirectoryName(file) + Path.DirectorySeparatorChar)
            .ToList();
        sharedHash = new Lazy<string>(() => SourceTree.HashOf(root, SharedFiles()));
    }

    public int Count => functionFolders.Count;

    public string FolderOf(string project) => Path.Combine([root, .. project.Split('/')]);

    public string FileOf(string project) => Path.Combine(FolderOf(project), $"{Path.GetFileName(project)}.csproj");

    /// <summary>Changes with the function's sources, with anything that functions share, and with the way of publishing.</summary>
    public string SourceHashOf(string project, LambdaAssetMode mode)
    {
        if (!File.Exists(FileOf(project)))
            throw new ConfigurationException($"The function {project} has no project: {FileOf(project)} is missing.");

        return SourceTree.Hex($"{mode} {sharedHash.Value} {SourceTree.HashOf(root, SourceFiles(FolderOf(project)))}");
    }

    private IEnumerable<string> SharedFiles()
    {
        var buildSettings = Directory.EnumerateFiles(Repository.Root)
            .Where(file => Path.GetFileName(file) == "global.json" || Path.GetExtension(file) is ".props" or ".targets");
        var shared = SourceFiles(root)
            .Where(file => !functionFolders.Exists(folder => file.StartsWith(folder, StringComparison.Ordinal)));
        return buildSettings.Concat(shared);
    }

    private static IEnumerable<string> SourceFiles(string folder) => SourceTree.Files(folder, "bin", "obj");
}
