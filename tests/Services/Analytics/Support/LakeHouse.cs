using Analytics.CaptureChanges;
using Analytics.CompactLake;
using Analytics.DuckDb;
using Analytics.Lake;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Platform.Events;
using Platform.Metrics;
using Platform.Streams;
using Capture = Analytics.CaptureChanges.Handler;
using Compaction = Analytics.CompactLake.Handler;

namespace Services.Tests.Analytics.Support;

/// <summary>A lake in memory, with the functions that fill it and an analyst's eyes on it.</summary>
internal sealed class LakeHouse : IDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly string scratch = Directory.CreateTempSubdirectory("lake-").FullName;

    public LakeHouse() => Lake = new InMemoryLake(Time);

    public FakeTimeProvider Time { get; } = new(Noon);

    public InMemoryLake Lake { get; }

    public EmailTokens Tokens { get; } = new([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);

    public Task<BatchAnswer> CaptureAsync(IEnumerable<StreamRecord> records)
    {
        var reader = new ChangeReader(LakeSchema.Tables.ToDictionary(Stream.ArnOf), Tokens);
        return new Capture(_ => ValueTask.FromResult(reader), Lake, NullLogger.Instance).HandleAsync(new StreamBatch([.. records]), default);
    }

    public async Task<int> CompactAsync()
    {
        var compaction = new DayCompaction(Lake, new ChangesMerge(scratch), Time, NullLogger.Instance);
        var metrics = new CloudWatchMetrics(System.IO.Stream.Null, "CompactLake", Time);
        return (await new Compaction(Lake, compaction, metrics, NullLogger.Instance).HandleAsync(new CompactRequest(), default)).Files;
    }

    /// <summary>Removes a person as the operator's kit does.</summary>
    public async Task<(PersonInLake Person, int Gone)> ForgetAsync(string email, params string[] userIds)
    {
        var folder = Directory.CreateDirectory(Path.Combine(scratch, Guid.NewGuid().ToString("n"))).FullName;
        var compaction = new DayCompaction(Lake, new ChangesMerge(folder), Time, NullLogger.Instance);
        var erasure = new LakeErasure(Lake, compaction, folder);
        var person = await erasure.FindAsync(Tokens.Of(email), userIds, default);
        return (person, await erasure.ForgetAsync(person, default));
    }

    /// <summary>What an analyst gets who asks now. The tables have their names.</summary>
    public async Task<List<object?[]>> AskAsync(string sql, params object[] parameters)
    {
        using var database = await new LakeReader(Lake, Path.Combine(scratch, "read")).OpenAsync(LakeSchema.Tables, default);
        return Rows(database, sql, parameters);
    }

    /// <summary>What stands in some files. The query's table is <c>changes</c>.</summary>
    public List<object?[]> Query(string sql, LakeTable table, IReadOnlyList<string> keys)
    {
        using var database = new Database(scratch);
        var files = new List<string>();
        foreach (var key in keys)
        {
            files.Add(Path.Combine(scratch, $"{Guid.NewGuid():n}.parquet"));
            File.WriteAllBytes(files[^1], Lake[key]);
        }
        database.Run($"CREATE VIEW changes AS {LakeSql.Rows(table, files)}");
        return Rows(database, sql);
    }

    public void Dispose() => Directory.Delete(scratch, recursive: true);

    private static List<object?[]> Rows(Database database, string sql, params object[] parameters)
    {
        using var query = database.Query(sql, parameters);
        using var reader = query.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        return rows;
    }
}
