using System.Collections.Concurrent;
using Analytics.Lake;

namespace Analytics.DuckDb;

/// <summary>
/// Opens the lake's tables for questions, as they stand published at this moment. Files never change, so each is fetched once and kept in a
/// folder until no table consists of it any more. One question at a time.
/// </summary>
/// <param name="folder">Belongs to this reader alone.</param>
public sealed class LakeReader(ILakeStore lake, string folder)
{
    private const int AtOnce = 16;

    private readonly ConcurrentDictionary<LakeEntry, LakeManifest> manifests = new();

    /// <summary>A database with a view for each of the tables, named like it.</summary>
    public async Task<Database> OpenAsync(IEnumerable<LakeTable> tables, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var files = new List<(LakeTable Table, IReadOnlyList<string> Paths)>();
        foreach (var table in tables)
            files.Add((table, await FetchAsync(table, cancellation)));
        var database = new Database(folder);
        foreach (var (table, paths) in files)
            database.Run($"CREATE VIEW {table.Name} AS {LakeSql.Table(table, paths)}");
        return database;
    }

    private async Task<IReadOnlyList<string>> FetchAsync(LakeTable table, CancellationToken cancellation)
    {
        var days = new List<LakeEntry>();
        await foreach (var day in lake.ListAsync(LakePaths.TableOf(table), cancellation))
            days.Add(day);
        var paths = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            days, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (day, stop) =>
            {
                foreach (var key in (await ManifestAsync(day, stop)).Keys)
                    paths.Add(await FetchAsync(table, key, stop));
            });
        Forget(table, days, paths);
        return [.. paths.Order(StringComparer.Ordinal)];
    }

    /// <summary>Most days are as they were at the last question: the listing tells which are not.</summary>
    private async Task<LakeManifest> ManifestAsync(LakeEntry day, CancellationToken cancellation)
    {
        if (manifests.TryGetValue(day, out var known))
            return known;
        var found = await lake.FindAsync(day.Key, cancellation) ?? throw new InvalidDataException($"{day.Key} is listed, and gone.");
        return manifests[day] = LakeManifest.Read(lake.Bucket, found.Content);
    }

    private async Task<string> FetchAsync(LakeTable table, string key, CancellationToken cancellation)
    {
        var day = Path.Combine(folder, table.Name, $"{LakeSchema.Day}={LakePaths.Text(LakePaths.DayOf(key))}");
        var path = Path.Combine(day, Path.GetFileName(key));
        if (File.Exists(path))
            return path;
        var file = await lake.FindAsync(key, cancellation) ?? throw new InvalidDataException($"A manifest names {key}, which is gone.");
        Directory.CreateDirectory(day);
        // Under its name in one step: a fetch that is cut off must not leave half a file behind.
        var part = $"{path}.{Guid.NewGuid():n}";
        await File.WriteAllBytesAsync(part, file.Content, cancellation);
        File.Move(part, path, overwrite: true);
        return path;
    }

    private void Forget(LakeTable table, List<LakeEntry> days, IEnumerable<string> paths)
    {
        var own = LakePaths.TableOf(table);
        foreach (var old in manifests.Keys.Where(entry => entry.Key.StartsWith(own, StringComparison.Ordinal)).Except(days))
            manifests.TryRemove(old, out _);
        var kept = Path.Combine(folder, table.Name);
        if (!Directory.Exists(kept))
            return;
        foreach (var old in Directory.EnumerateFiles(kept, "*", SearchOption.AllDirectories).Except(paths).ToList())
            File.Delete(old);
    }
}
