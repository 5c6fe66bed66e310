using Analytics.CompactLake;
using Analytics.DuckDb;
using Analytics.Lake;
using Platform.Streams;
using Services.Tests.Analytics.Support;
using Stream = Services.Tests.Analytics.Support.Stream;

namespace Services.Tests.Analytics;

public sealed class CompactLakeTests : IDisposable
{
    private const string All = "SELECT item_key, op, after_status FROM purchases ORDER BY sequence_number";

    private readonly LakeHouse house = new();
    private readonly Stream stream = new(LakeHouse.Noon);

    public void Dispose() => house.Dispose();

    [Fact]
    public async Task SmallFiles_BecomeOneFile_ThatTheTableConsistsOf()
    {
        await CaptureInBatchesOfAsync(2, Purchases(5));
        Assert.Empty(await house.AskAsync(All)); // captured is not yet published

        Assert.Equal(8, await house.CompactAsync());

        Assert.Equal(15, (await house.AskAsync(All)).Count);
        Assert.Empty(house.Lake.Below(LakePaths.Captured));
        Assert.Single(house.Lake.Below(LakePaths.Data));
        Assert.Equal(0, await house.CompactAsync());
    }

    [Fact]
    public async Task LaterChanges_JoinTheFileOfTheirDay()
    {
        await CaptureInBatchesOfAsync(10, Purchases(2));
        await house.CompactAsync();
        await house.CaptureAsync(Purchases(1));
        await house.CompactAsync();

        var numbers = (await house.AskAsync("SELECT sequence_number FROM purchases")).ConvertAll(row => (string)row[0]!);
        Assert.Equal(9, numbers.Count);
        Assert.Equal(numbers.Order(StringComparer.Ordinal), numbers);
    }

    /// <summary>A replay cuts its batches as it likes, so files overlap; by key and sequence number every change is there once.</summary>
    [Theory]
    [InlineData(1, 4)]
    [InlineData(5, 3)]
    [InlineData(7, 7)]
    public async Task WholeStreamReplayed_LeavesEveryChangeOnce(int firstSize, int secondSize)
    {
        var records = Purchases(6);
        await CaptureInBatchesOfAsync(firstSize, records);
        await house.CompactAsync();
        var before = await house.AskAsync(All);

        await CaptureInBatchesOfAsync(secondSize, records);
        await CaptureInBatchesOfAsync(secondSize + 1, records.Skip(1).ToList());
        await house.CompactAsync();

        Assert.Equal(18, before.Count);
        Assert.Equal(before, await house.AskAsync(All));
    }

    /// <summary>
    /// Ends the run before each of its writes and deletions in turn: a reader sees the day as it was or as it becomes, never between.
    /// </summary>
    [Fact]
    public async Task RunThatEndsAnywhere_ShowsReadersTheOldOrTheNewDay_AndTheNextRunDoesTheRest()
    {
        List<object?[]>? old = null, complete = null;
        var records = Purchases(4);
        for (var end = 1; ; end++)
        {
            using var shop = new LakeHouse();
            await shop.CaptureAsync(records.Take(6));
            await shop.CompactAsync();
            old ??= await shop.AskAsync(All);
            await shop.CaptureAsync(records.Skip(6).Take(3));
            await shop.CaptureAsync(records.Skip(9));

            var changes = shop.Lake.Changes;
            shop.Lake.BeforeChange = change => _ = change == changes + end ? throw new IOException("Killed.") : 0;
            var ended = await Record.ExceptionAsync(shop.CompactAsync);
            shop.Lake.BeforeChange = null;
            var seen = await shop.AskAsync(All);
            Assert.True(seen.Count is 6 or 12, $"A reader saw {seen.Count} changes after an end before change {end}.");

            await shop.CompactAsync();
            complete ??= await shop.AskAsync(All);
            Assert.Equal(12, complete.Count);
            Assert.Equal(complete, await shop.AskAsync(All));
            Assert.Equal(old, complete.Take(6));
            Assert.Empty(shop.Lake.Below(LakePaths.Captured));
            if (ended is null)
            {
                Assert.Equal(5, end); // data file, manifest, two captured files: every one was tried
                return;
            }
            Assert.IsType<CompactionIncompleteException>(ended);
        }
    }

    /// <summary>Two runs at once: who publishes second has not seen what the first one has deleted, and must not win.</summary>
    [Fact]
    public async Task RunThatWasOvertaken_ChangesNothing()
    {
        var records = Purchases(2);
        await house.CaptureAsync(records.Take(3));
        var isInner = false;
        var inner = Task.FromResult(0);
        house.Lake.BeforeChange = _ =>
        {
            if (isInner)
                return;
            isInner = true;
            house.CaptureAsync(records.Skip(3)).Wait();
            inner = house.CompactAsync();
        };

        Assert.Equal(0, await house.CompactAsync());

        Assert.Equal(2, await inner);
        Assert.Equal(6, (await house.AskAsync(All)).Count);
    }

    [Fact]
    public async Task ReplacedFile_StaysAnHourForItsReaders()
    {
        var records = Purchases(2);
        await house.CaptureAsync(records.Take(3));
        await house.CompactAsync();
        await house.CaptureAsync(records.Skip(3));
        await house.CompactAsync();

        house.Time.Advance(DayCompaction.Grace - TimeSpan.FromSeconds(1));
        await house.CompactAsync();
        Assert.Equal(2, house.Lake.Below(LakePaths.Data).Count);

        house.Time.Advance(TimeSpan.FromSeconds(1));
        await house.CompactAsync();
        Assert.Single(house.Lake.Below(LakePaths.Data));
        Assert.Equal(6, (await house.AskAsync(All)).Count);
    }

    [Fact]
    public async Task DayThatCannotBeRead_FailsTheRun_AndKeepsNoOtherOut()
    {
        var broken = LakePaths.CapturedFile(LakeSchema.Purchases, new DateOnly(2026, 11, 22), "broken");
        await house.Lake.PutAsync(broken, "no Parquet"u8.ToArray(), default);
        await house.CaptureAsync(Purchases(1));

        await Assert.ThrowsAsync<CompactionIncompleteException>(house.CompactAsync);

        Assert.Equal(3, (await house.AskAsync(All)).Count);
        Assert.Equal([broken], house.Lake.Below(LakePaths.Captured));
    }

    private List<StreamRecord> Purchases(int count)
    {
        var from = stream.Records.Count;
        for (var i = 0; i < count; i++)
            stream.Purchase($"pur_{stream.Records.Count}");
        return [.. stream.Records.Skip(from)];
    }

    private async Task CaptureInBatchesOfAsync(int size, IReadOnlyList<StreamRecord> records)
    {
        foreach (var batch in records.Chunk(size))
            await house.CaptureAsync(batch);
    }
}
