namespace LakeBenchmark;

/// <summary>A folder that is gone at the end.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("lake-benchmark-").FullName;

    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(root, name)).FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);
}
