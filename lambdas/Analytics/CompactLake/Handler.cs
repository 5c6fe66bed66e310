using Analytics.DuckDb;
using Analytics.Lake;
using Microsoft.Extensions.Logging;
using Platform.Metrics;

namespace Analytics.CompactLake;

/// <summary>What the schedule sends; nothing of it matters.</summary>
public sealed record CompactRequest;

public sealed record CompactAnswer(int Files);

/// <summary>Runs by the clock. Brings what was captured since the last run into the tables of the lake, day by day.</summary>
public sealed class Handler(ILakeStore lake, DayCompaction compaction, CloudWatchMetrics metrics, ILogger log)
{
    /// <summary>Of one day in one run, so that what a long outage has piled up is worked off in pieces.</summary>
    public const int MostFiles = 2000;

    /// <exception cref="CompactionIncompleteException">Some days could not be compacted. All others were.</exception>
    public async Task<CompactAnswer> HandleAsync(CompactRequest request, CancellationToken cancellation)
    {
        var (files, failures) = (0, 0);
        foreach (var table in LakeSchema.Tables)
        {
            foreach (var (day, captured) in await DaysAsync(LakePaths.CapturedOf(table), cancellation))
                await TryAsync(async () => files += await compaction.MergeAsync(table, day, captured.Take(MostFiles).ToList(), cancellation));
            foreach (var (day, data) in await DaysAsync(LakePaths.DataOf(table), cancellation))
            {
                if (data.Count > 1)
                    await TryAsync(() => compaction.SweepAsync(table, day, data, cancellation));
            }
        }
        metrics.Count(MetricNames.CompactedFiles, files);
        return failures == 0 ? new CompactAnswer(files) : throw new CompactionIncompleteException(failures);

        // One day that can't be compacted must not keep the others out of the tables.
        async Task TryAsync(Func<Task> work)
        {
            try
            {
                await work();
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                failures++;
                log.LogError(e, "A day of the lake could not be compacted");
            }
        }
    }

    private async Task<SortedDictionary<DateOnly, List<string>>> DaysAsync(string prefix, CancellationToken cancellation)
    {
        var days = new SortedDictionary<DateOnly, List<string>>();
        await foreach (var (key, _) in lake.ListAsync(prefix, cancellation))
        {
            if (!days.TryGetValue(LakePaths.DayOf(key), out var files))
                days[LakePaths.DayOf(key)] = files = [];
            files.Add(key);
        }
        return days;
    }
}

/// <summary>Some days could not be compacted; the log says which and why. The next run tries again.</summary>
public sealed class CompactionIncompleteException(int failures) : Exception($"{failures} days of the lake could not be compacted.");
