namespace Template.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("template-tests-");

    public string Below(string name) => folder.CreateSubdirectory(name).FullName;

    /// <summary>Writes a file below the folder, with the folders that it needs.</summary>
    public void Write(string file, string text)
    {
        var path = System.IO.Path.Combine(folder.FullName, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public string Path => folder.FullName;

    public void Dispose() => folder.Delete(recursive: true);
}
