using System.Globalization;
using System.Runtime.CompilerServices;
using Analytics.Lake;

namespace LakeBenchmark;

/// <summary>A lake in a folder. One process, one writer: what S3 promises of writes is not needed here.</summary>
internal sealed class FolderLake(string folder) : ILakeStore
{
    public string Bucket => "lake";

    public Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        var path = PathOf(key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return File.WriteAllBytesAsync(path, content, cancellation);
    }

    public async Task<bool> ReplaceAsync(string key, ReadOnlyMemory<byte> content, string? seen, CancellationToken cancellation)
    {
        if (VersionOf(new FileInfo(PathOf(key))) != seen)
            return false;
        await PutAsync(key, content, cancellation);
        return true;
    }

    public async Task<LakeObject?> FindAsync(string key, CancellationToken cancellation)
    {
        var file = new FileInfo(PathOf(key));
        return VersionOf(file) is { } version
            ? new LakeObject(await File.ReadAllBytesAsync(file.FullName, cancellation), version, file.LastWriteTimeUtc)
            : null;
    }

    public async IAsyncEnumerable<LakeEntry> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var file in Files(prefix).OrderBy(file => file.FullName, StringComparer.Ordinal))
            yield return new LakeEntry(KeyOf(file), VersionOf(file)!);
    }

    public Task DeleteAsync(string key, CancellationToken cancellation)
    {
        File.Delete(PathOf(key));
        return Task.CompletedTask;
    }

    /// <summary>The number of files below a folder, and their bytes.</summary>
    public (int Files, long Bytes) Size(string prefix)
    {
        var files = Files(prefix).ToList();
        return (files.Count, files.Sum(file => file.Length));
    }

    public IEnumerable<string> PathsOf(string prefix) => Files(prefix).Select(file => file.FullName);

    private IEnumerable<FileInfo> Files(string prefix) => new DirectoryInfo(PathOf(prefix)) is { Exists: true } below
        ? below.EnumerateFiles("*", SearchOption.AllDirectories)
        : [];

    private string PathOf(string key) => Path.Combine(folder, key);

    private string KeyOf(FileInfo file) => Path.GetRelativePath(folder, file.FullName).Replace('\\', '/');

    private static string? VersionOf(FileInfo file) =>
        file.Exists ? string.Create(CultureInfo.InvariantCulture, $"{file.LastWriteTimeUtc.Ticks}-{file.Length}") : null;
}
