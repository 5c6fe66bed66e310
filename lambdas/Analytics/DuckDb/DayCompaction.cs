using System.Security.Cryptography;
using Analytics.Lake;
using Microsoft.Extensions.Logging;

namespace Analytics.DuckDb;

/// <summary>
/// Brings captured changes into one day of a table. The new file stands beside the old one until a single write of the manifest puts it in
/// its place; captured files go after that. A run that ends anywhere between leaves the day as it was or as it will be, and the next run
/// does the rest.
/// </summary>
public sealed class DayCompaction(ILakeStore lake, ChangesMerge merge, TimeProvider time, ILogger log)
{
    /// <summary>So long a file that was replaced stays for those who are reading it. Athena ends queries after half an hour.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <returns>How many captured files are in the table now; none when another run was faster.</returns>
    public async Task<int> MergeAsync(LakeTable table, DateOnly day, IReadOnlyList<string> capturedKeys, CancellationToken cancellation)
    {
        var manifestKey = LakePaths.Manifest(table, day);
        var seen = await lake.FindAsync(manifestKey, cancellation);
        var manifest = seen is null ? LakeManifest.Empty : LakeManifest.Read(lake.Bucket, seen.Content);
        // After the manifest: whoever is forgotten later than this rewrites the day, and the write of one of the two fails.
        var forgotten = await Forgotten.ReadAsync(lake, cancellation);
        var current = await ReadAsync(manifest.Keys, cancellation);
        var captured = await ReadAsync(capturedKeys, cancellation);
        if (current.Count < manifest.Keys.Count)
            throw new InvalidDataException($"The manifest {manifestKey} names a file that is gone.");

        var merged = merge.Merge(table, current, captured, forgotten);
        // Named by its content: what another run may have written under the name is the same.
        var file = LakePaths.DataFile(table, day, Convert.ToHexStringLower(SHA256.HashData(merged).AsSpan(0, 16)));
        await lake.PutAsync(file, merged, cancellation);
        if (!await lake.ReplaceAsync(manifestKey, new LakeManifest([file]).Write(lake.Bucket), seen?.Version, cancellation))
        {
            log.LogInformation("Another run has published {Table} of {Day} meanwhile", table.Name, LakePaths.Text(day));
            return 0;
        }
        foreach (var key in capturedKeys)
            await lake.DeleteAsync(key, cancellation);
        log.LogInformation("{Files} files went into {Table} of {Day}", capturedKeys.Count, table.Name, LakePaths.Text(day));
        return capturedKeys.Count;
    }

    /// <summary>Deletes the files of a day that its manifest has not named for a while.</summary>
    public async Task SweepAsync(LakeTable table, DateOnly day, IReadOnlyList<string> dataKeys, CancellationToken cancellation)
    {
        if (await lake.FindAsync(LakePaths.Manifest(table, day), cancellation) is not { } seen || time.GetUtcNow() - seen.LastModified < Grace)
            return;
        foreach (var key in dataKeys.Except(LakeManifest.Read(lake.Bucket, seen.Content).Keys))
            await lake.DeleteAsync(key, cancellation);
    }

    private async Task<List<byte[]>> ReadAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        var files = new List<byte[]>();
        foreach (var key in keys)
        {
            // A captured file that is gone was merged by another run, which has replaced the manifest before.
            if (await lake.FindAsync(key, cancellation) is { } found)
                files.Add(found.Content);
        }
        return files;
    }
}
