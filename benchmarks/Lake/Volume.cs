using System.Diagnostics;
using System.Text.Json;
using Analytics.CaptureChanges;
using Analytics.CompactLake;
using Analytics.DuckDb;
using Analytics.Lake;
using Analytics.RunReport;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Metrics;
using Platform.Streams;
using Capture = Analytics.CaptureChanges.Handler;
using Compaction = Analytics.CompactLake.Handler;

namespace LakeBenchmark;

/// <summary>The functions' own code on a lake in a folder: what a change, a compaction and a report take.</summary>
internal sealed class Volume(Scratch scratch, TextWriter output)
{
    private const int Questions = 5;

    private static readonly LakeTable[] Tables = [LakeSchema.Purchases, LakeSchema.Users];

    public static ReportRequest WholeRange { get; } = new(
        DateOnly.FromDateTime(Business.LastDay.UtcDateTime).AddDays(1 - Business.Days), DateOnly.FromDateTime(Business.LastDay.UtcDateTime), ReportFormat.Json);

    /// <summary>Fills a lake and asks every report of it.</summary>
    public async Task RunAsync(int rows, CancellationToken cancellation)
    {
        var lake = await FillAsync(rows, cancellation, beforeCompaction: files => CountCaptured(files));
        await AskAsync(lake, cancellation);
    }

    /// <summary>A compacted lake of so many changes.</summary>
    public async Task<FolderLake> FillAsync(int rows, CancellationToken cancellation, Action<FolderLake>? beforeCompaction = null)
    {
        var lake = new FolderLake(scratch.Folder("lake"));
        var reader = new ChangeReader(
            new Dictionary<string, LakeTable> { [Business.Stream] = LakeSchema.Purchases, [Business.UsersStream] = LakeSchema.Users },
            new EmailTokens([.. Enumerable.Range(0, 32).Select(i => (byte)i)]));
        var capture = new Capture(_ => ValueTask.FromResult(reader), lake, NullLogger.Instance);
        var spent = TimeSpan.Zero;
        foreach (var batch in new Business(rows).Batches())
        {
            // As the function gets it; making it is the benchmark's own work, and not counted.
            var json = JsonSerializer.SerializeToUtf8Bytes(batch, StreamJson.Default.StreamBatch);
            var began = Stopwatch.GetTimestamp();
            var answer = await capture.HandleAsync(JsonSerializer.Deserialize(json, StreamJson.Default.StreamBatch)!, cancellation);
            spent += Stopwatch.GetElapsedTime(began);
            if (answer.BatchItemFailures.Count > 0)
                throw new InvalidDataException("A change of the benchmark could not be captured.");
        }
        output.WriteLine($"capture      {rows:n0} changes in {spent.TotalSeconds:0.0} s: {rows / spent.TotalSeconds:n0} rows/s, one batch at a time");
        beforeCompaction?.Invoke(lake);

        var compaction = new Compaction(
            lake, new DayCompaction(lake, new ChangesMerge(scratch.Folder("merge")), TimeProvider.System, NullLogger.Instance),
            new CloudWatchMetrics(Stream.Null, "CompactLake", TimeProvider.System), NullLogger.Instance);
        var started = Stopwatch.GetTimestamp();
        while ((await compaction.HandleAsync(new CompactRequest(), cancellation)).Files > 0)
        {
        }
        var elapsed = Stopwatch.GetElapsedTime(started);
        var (files, bytes) = lake.Size(LakePaths.Data);
        output.WriteLine($"compaction   {elapsed.TotalSeconds:0.0} s: {files} files, {Megabytes(bytes)}, {(double)bytes / rows:0} bytes a change");
        return lake;
    }

    private void CountCaptured(FolderLake lake)
    {
        var (files, bytes) = lake.Size(LakePaths.Captured);
        output.WriteLine($"captured     {files} files, {Megabytes(bytes)}");
    }

    /// <summary>Each report over all days, and the same SQL over the same changes as text, which is what the lake would be without its form.</summary>
    private async Task AskAsync(FolderLake lake, CancellationToken cancellation)
    {
        var text = ExportAsText(lake);
        var runner = new ReportRunner(new LakeReader(lake, scratch.Folder("reader")));
        var began = Stopwatch.GetTimestamp();
        await runner.RunAsync(Report.All[0], WholeRange, cancellation);
        output.WriteLine($"first report {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms, with the fetching of {lake.Size(LakePaths.Data).Files} files");
        output.WriteLine($"{"report",-15}{"rows",8}{"median",12}{"over CSV",12}{"ratio",8}");
        foreach (var report in Report.All)
        {
            var answered = 0;
            var parquet = await MedianAsync(async () => answered = (await runner.RunAsync(report, WholeRange, cancellation)).Rows.Count);
            var csv = await MedianAsync(() => AskText(report, text, answered));
            output.WriteLine($"{report.Name,-15}{answered,8}{parquet.TotalMilliseconds,9:0} ms{csv.TotalMilliseconds,9:0} ms{csv / parquet,7:0.0}x");
        }
    }

    private string ExportAsText(FolderLake lake)
    {
        var folder = scratch.Folder("text");
        using var database = new Database(scratch.Folder("duckdb"));
        foreach (var table in Tables)
        {
            database.Run($"""
                COPY (SELECT *, strftime(make_timestamp(ts_ms * 1000), '%Y-%m-%d') AS day FROM read_parquet(
                    [{string.Join(", ", lake.PathsOf(LakePaths.DataOf(table)).Select(Database.Quoted))}]))
                TO {Database.Quoted(Path.Combine(folder, $"{table.Name}.csv"))} (FORMAT csv, HEADER)
                """);
        }
        return folder;
    }

    private Task AskText(Report report, string folder, int expected)
    {
        using var database = new Database(scratch.Folder("duckdb"));
        foreach (var table in Tables)
        {
            var types = string.Join(", ", table.Columns.Select(column => $"'{column.Name}': '{column.Type.InDuckDb()}'"));
            var file = Database.Quoted(Path.Combine(folder, $"{table.Name}.csv"));
            database.Run($"CREATE VIEW {table.Name} AS SELECT * FROM read_csv({file}, header = true, types = {{{types}, 'day': 'VARCHAR'}})");
        }
        using var query = database.Query(report.Sql, LakePaths.Text(WholeRange.From), LakePaths.Text(WholeRange.To));
        using var reader = query.ExecuteReader();
        var rows = 0;
        while (reader.Read())
            rows++;
        return rows == expected ? Task.CompletedTask : throw new InvalidDataException($"{report.Name} has {rows} rows over text, and {expected} over Parquet.");
    }

    private static async Task<TimeSpan> MedianAsync(Func<Task> work)
    {
        var times = new List<TimeSpan>();
        for (var i = 0; i < Questions; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await work();
            times.Add(Stopwatch.GetElapsedTime(began));
        }
        return times.Order().ElementAt(Questions / 2);
    }

    private static string Megabytes(long bytes) => $"{bytes / 1048576.0:0.0} MiB";
}
