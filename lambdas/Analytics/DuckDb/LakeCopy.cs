using Analytics.Lake;

namespace Analytics.DuckDb;

/// <summary>A file of the lake, and where it lies here.</summary>
internal sealed record CopiedFile(LakeTable Table, DateOnly Day, string Key, string Path);

/// <summary>All files of the lake that hold changes, published or not, in a folder. A name stands for the same changes for ever.</summary>
internal sealed class LakeCopy(ILakeStore lake, string folder)
{
    private const int AtOnce = 16;

    private readonly Dictionary<string, CopiedFile> known = [];

    /// <summary>The files that are in the lake now. What is here already isn't fetched again.</summary>
    public async Task<IReadOnlyList<CopiedFile>> RefreshAsync(CancellationToken cancellation)
    {
        var files = new List<CopiedFile>();
        foreach (var table in LakeSchema.Tables)
        {
            foreach (var prefix in (string[])[LakePaths.CapturedOf(table), LakePaths.DataOf(table)])
            {
                await foreach (var (key, _) in lake.ListAsync(prefix, cancellation))
                    files.Add(known.GetValueOrDefault(key) ?? new(table, LakePaths.DayOf(key), key, NewPath()));
            }
        }
        var limits = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(files, limits, async (file, stop) =>
        {
            // The compaction may have taken it away since; what it said is in another file then.
            if (!File.Exists(file.Path) && await lake.FindAsync(file.Key, stop) is { } found)
                await File.WriteAllBytesAsync(file.Path, found.Content, stop);
        });
        files.RemoveAll(file => !File.Exists(file.Path));
        foreach (var file in files)
            known[file.Key] = file;
        return files;
    }

    private string NewPath() => Path.Combine(folder, $"{Guid.NewGuid():n}.parquet");
}
