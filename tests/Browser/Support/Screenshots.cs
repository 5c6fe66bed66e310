using Local;

namespace Browser.Tests.Support;

/// <summary>Where pictures of the pages are kept: <c>artifacts/screenshots</c> of the repository.</summary>
internal static class Screenshots
{
    private static readonly string Folder = Directory.CreateDirectory(Path.Combine(Repository.Find().Root, "artifacts", "screenshots")).FullName;

    public static string PathOf(string name) => Path.Combine(Folder, $"{name}.png");
}
