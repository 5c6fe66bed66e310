namespace Browser.Tests.Support;

/// <summary>Where pictures of the pages are kept: <c>artifacts/screenshots</c> of the repository.</summary>
internal static class Screenshots
{
    private static readonly string Folder = Directory.CreateDirectory(Path.Combine(Root(), "artifacts", "screenshots")).FullName;

    public static string PathOf(string name) => Path.Combine(Folder, $"{name}.png");

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "AwsPlatform.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException("The tests don't run inside the repository.");
    }
}
