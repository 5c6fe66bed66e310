namespace Cdk;

/// <summary>The checkout that this program was built from.</summary>
internal static class Repository
{
    /// <summary>The folder that holds cdk.json.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "cdk.json")))
                return folder.FullName;
        }

        throw new ConfigurationException($"No folder above {start} holds cdk.json: run the program from a checkout of the repository.");
    }
}
