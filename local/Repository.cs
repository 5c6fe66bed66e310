namespace Local;

/// <summary>Where the repository is, and where this program may write in it.</summary>
public sealed class Repository
{
    internal Repository(string root) => Root = root;

    public string Root { get; }

    /// <summary>Synthesized templates, build stamps and the like; never committed.</summary>
    public string Work => Path.Combine(Root, ".local");

    /// <summary>Finds the repository around this program's own files.</summary>
    /// <exception cref="LocalCloudException">The program was moved out of it.</exception>
    public static Repository Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "AwsPlatform.sln")))
                return new Repository(folder);
        }
        throw new LocalCloudException($"The local cloud runs from its repository, and {AppContext.BaseDirectory} isn't inside one.");
    }
}
