using System.Security.Cryptography;
using System.Text;

namespace Cdk.Assets;

/// <summary>The files of a folder that somebody wrote, and a hash that changes with any of them.</summary>
internal static class SourceTree
{
    /// <param name="generated">Names of files and folders that a build writes.</param>
    public static IEnumerable<string> Files(string folder, params string[] generated) => new DirectoryInfo(folder)
        .EnumerateDirectories().Where(sub => !generated.Contains(sub.Name)).SelectMany(sub => Files(sub.FullName, generated))
        .Concat(Directory.EnumerateFiles(folder).Where(file => !generated.Contains(Path.GetFileName(file))));

    /// <summary>Tells names below the root and contents; times and places don't count.</summary>
    public static string HashOf(string root, IEnumerable<string> files)
    {
        var lines = files.Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(root, file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}");
        return Hex(string.Join('\n', lines));
    }

    public static string Hex(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
