using System.Text;
using Analytics.DuckDb;
using Analytics.Lake;
using Services.Tests.Analytics.Support;
using Stream = Services.Tests.Analytics.Support.Stream;

namespace Services.Tests.Analytics;

/// <summary>A person leaves the lake: every file, also those that come later. The business goes on.</summary>
public sealed class ForgetTests : IDisposable
{
    private const string Ann = "ann@example.com";

    private static readonly DateTimeOffset Yesterday = LakeHouse.Noon.AddDays(-1);

    private readonly LakeHouse house = new();
    private readonly Stream early = new(Yesterday);
    private readonly Stream late = new(LakeHouse.Noon);

    public ForgetTests()
    {
        Buy(early, "pur_1", "Ann@Example.com", "usr_ann");
        Buy(early, "pur_2", "ben@example.com", "usr_ben");
        Buy(late, "pur_3", Ann, "usr_ann");
        Buy(late, "pur_4", "ben@example.com", "usr_ben");
    }

    public void Dispose() => house.Dispose();

    [Fact]
    public async Task Person_IsGoneFromEveryFile_PublishedOrNot_AndNobodyElseIs()
    {
        await FillAsync(house);
        var ben = await StoriesOfAsync("pur_2", "pur_4");

        var (person, gone) = await house.ForgetAsync(Ann);

        Assert.Equal(["usr_ann"], person.UserIds);
        Assert.Equal(["pur_1", "pur_3"], person.Purchases);
        Assert.Equal(6, gone); // three tables of two days
        Assert.Equal(6, person.Files);
        AssertGone(house);
        await house.CompactAsync();
        Assert.Equal(ben, await StoriesOfAsync("pur_2", "pur_4"));
        Assert.Equal(
            [$"email#{house.Tokens.Of("ben@example.com")}", "purchase#pur_1", "purchase#pur_2", "purchase#pur_3", "purchase#pur_4", "user#usr_ben"],
            (await house.AskAsync("SELECT DISTINCT item_key FROM users ORDER BY 1")).ConvertAll(row => row[0]));
    }

    [Fact]
    public async Task Figures_StayTrue_AndTheForgottenAreNobodysCustomers()
    {
        await FillAsync(house);
        await house.CompactAsync();
        var before = await ReportsAsync();

        await house.ForgetAsync(Ann);

        var after = await ReportsAsync();
        foreach (var report in (string[])["revenue", "conversion", "refunds", "time-to-login"])
            Assert.Equal(before[report], after[report]);
        Assert.Equal([["2026-11-22", 2L, 0L], ["2026-11-23", 0L, 2L]], before["customers"]);
        Assert.Equal([["2026-11-22", 1L, 0L], ["2026-11-23", 0L, 1L]], after["customers"]);
    }

    /// <summary>The streams keep changes for a day, and an operator may replay one.</summary>
    [Fact]
    public async Task ReplayedStream_BringsNobodyBack()
    {
        await FillAsync(house);
        await house.ForgetAsync(Ann);

        await house.CaptureAsync(early.Records);
        await house.CaptureAsync(late.Records);
        await house.CompactAsync();
        house.Time.Advance(DayCompaction.Grace);
        await house.CompactAsync();

        AssertGone(house);
        Assert.Equal([[4L]], await house.AskAsync("SELECT count(DISTINCT item_key) FROM purchases"));
        Assert.Equal(0, (await house.ForgetAsync(Ann)).Gone);
    }

    /// <summary>Orders know a buyer by the user's id alone, and the account may have been created after the lake was last read.</summary>
    [Fact]
    public async Task UserThatOnlyTheDirectoryKnows_IsForgottenToo()
    {
        await house.CaptureAsync(late.Records.Where(record => record.EventSourceArn == Stream.ArnOf(LakeSchema.Orders)));

        await house.ForgetAsync(Ann, "usr_ann");

        AssertGone(house);
    }

    [Fact]
    public async Task CompactionThatRunsMeanwhile_DoesNotBringThePersonBack()
    {
        await FillAsync(house);
        var isInner = false;
        house.Lake.BeforeChange = change =>
        {
            if (isInner || change % 3 != 0)
                return;
            isInner = true;
            house.CompactAsync().Wait();
            isInner = false;
        };

        await house.ForgetAsync(Ann);

        house.Lake.BeforeChange = null;
        AssertGone(house);
        await house.CompactAsync();
        AssertGone(house);
    }

    /// <summary>
    /// The compaction has read who is forgotten before somebody is, and publishes after: its write of the manifest has to fail.
    /// </summary>
    [Fact]
    public async Task CompactionThatBeganBefore_CannotPublishAfter()
    {
        await FillAsync(house);
        var isInner = false;
        house.Lake.BeforeChange = _ =>
        {
            if (isInner)
                return;
            isInner = true;
            house.ForgetAsync(Ann).Wait();
        };

        await house.CompactAsync();

        await house.ForgetAsync(Ann); // what the compaction had written beside, and no manifest names
        AssertGone(house);
    }

    [Fact]
    public async Task RunThatEndsAnywhere_LosesNoPurchase_AndTheNextOneDoesTheRest()
    {
        for (var end = 1; ; end++)
        {
            using var lake = new LakeHouse();
            await FillAsync(lake);
            var changes = lake.Lake.Changes;
            lake.Lake.BeforeChange = change => _ = change == changes + end ? throw new IOException("Killed.") : 0;
            var ended = await Record.ExceptionAsync(() => lake.ForgetAsync(Ann));
            lake.Lake.BeforeChange = null;

            await lake.ForgetAsync(Ann);
            AssertGone(lake);
            await lake.CompactAsync();
            Assert.Equal([[4L, 12L]], await lake.AskAsync("SELECT count(DISTINCT item_key), count(*) FROM purchases"));
            if (ended is null)
                return;
            Assert.IsType<IOException>(ended);
        }
    }

    /// <summary>Yesterday is published, today is captured.</summary>
    private async Task FillAsync(LakeHouse lake)
    {
        await lake.CaptureAsync(early.Records);
        await lake.CompactAsync();
        await lake.CaptureAsync(late.Records);
    }

    private static void AssertGone(LakeHouse house)
    {
        string[] traces = [Ann, house.Tokens.Of(Ann), "usr_ann"];
        foreach (var table in LakeSchema.Tables)
        {
            foreach (var key in house.Lake.Below(LakePaths.CapturedOf(table)).Concat(house.Lake.Below(LakePaths.DataOf(table))))
            {
                var cells = house.Query("SELECT * FROM changes", table, [key]).SelectMany(row => row).OfType<string>();
                Assert.DoesNotContain(cells, cell => traces.Any(trace => cell.Contains(trace, StringComparison.OrdinalIgnoreCase)));
            }
        }
        foreach (var key in house.Lake.Keys)
        {
            var text = key + Encoding.Latin1.GetString(house.Lake[key]);
            Assert.DoesNotContain(traces, trace => text.Contains(trace, StringComparison.OrdinalIgnoreCase));
        }
    }

    private async Task<List<object?[]>> StoriesOfAsync(params string[] purchases)
    {
        await house.CompactAsync();
        var ids = string.Join("', '", purchases);
        return await house.AskAsync($"SELECT * FROM purchases WHERE item_key IN ('{ids}') ORDER BY sequence_number, item_key");
    }

    private async Task<Dictionary<string, List<object?[]>>> ReportsAsync()
    {
        var reports = new Dictionary<string, List<object?[]>>();
        foreach (var report in Report.All)
            reports[report.Name] = await house.AskAsync(report.Sql, "2026-11-01", "2026-11-30");
        return reports;
    }

    private static void Buy(Stream stream, string id, string email, string user)
    {
        var paidAt = Stream.Text($"2026-11-{(id is "pur_1" or "pur_2" ? 22 : 23)}T08:00:01Z");
        stream.Put(LakeSchema.Purchases, id, new()
        {
            ["status"] = Stream.Text("PAYMENT_PENDING"), ["customerEmail"] = Stream.Text(email),
            ["productId"] = Stream.Text("prod_premium_tier"), ["amount"] = Stream.Number(10), ["currency"] = Stream.Text("USD"), ["createdAt"] = paidAt,
        });
        stream.Put(LakeSchema.Purchases, id, new() { ["status"] = Stream.Text("PAID"), ["paidAt"] = paidAt });
        stream.Put(LakeSchema.Users, $"purchase#{id}", new()
        {
            ["purchaseId"] = Stream.Text(id), ["userId"] = Stream.Text(user), ["state"] = Stream.Text("GRANTED"),
        });
        stream.Put(LakeSchema.Users, $"email#{email.ToLowerInvariant()}", new() { ["userId"] = Stream.Text(user) });
        stream.Put(LakeSchema.Users, $"user#{user}", new() { ["email"] = Stream.Text(email) });
        stream.Put(LakeSchema.Orders, id, new()
        {
            ["state"] = Stream.Text("OPEN"), ["userId"] = Stream.Text(user), ["amount"] = Stream.Number(10),
        });
        stream.Put(LakeSchema.Purchases, id, new()
        {
            ["status"] = Stream.Text("COMPLETED"), ["userId"] = Stream.Text(user), ["completedAt"] = paidAt,
        });
        stream.Put(LakeSchema.Orders, id, new() { ["state"] = Stream.Text("FULFILLED") });
    }
}
