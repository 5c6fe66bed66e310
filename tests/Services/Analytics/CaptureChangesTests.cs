using System.Text;
using Analytics.Lake;
using Services.Tests.Analytics.Support;
using Stream = Services.Tests.Analytics.Support.Stream;

namespace Services.Tests.Analytics;

public sealed class CaptureChangesTests : IDisposable
{
    private readonly LakeHouse house = new();
    private readonly Stream stream = new(LakeHouse.Noon);

    public void Dispose() => house.Dispose();

    [Fact]
    public async Task Changes_AreRowsWithTheItemBeforeAndAfter()
    {
        stream.Purchase("pur_1");
        stream.Delete(LakeSchema.Purchases, "pur_1");
        await house.CaptureAsync(stream.Records);

        var key = Assert.Single(house.Lake.Keys);
        Assert.StartsWith("captured/purchases/2026-11-23/", key, StringComparison.Ordinal);
        var rows = house.Query(
            "SELECT op, source_table, item_key, before_status, after_status, ts_ms FROM changes ORDER BY sequence_number", LakeSchema.Purchases, [key]);
        var noon = LakeHouse.Noon.ToUnixTimeMilliseconds();
        Assert.Equal(
        [
            ["c", "purchases", "pur_1", null, "PAYMENT_PENDING", noon],
            ["u", "purchases", "pur_1", "PAYMENT_PENDING", "PAID", noon + 1000],
            ["u", "purchases", "pur_1", "PAID", "COMPLETED", noon + 2000],
            ["d", "purchases", "pur_1", "COMPLETED", null, noon + 3000],
        ], rows);
    }

    [Fact]
    public async Task Values_HaveTheTypesOfTheSchema()
    {
        stream.Purchase("pur_1", amount: 0.125m);
        stream.Put(LakeSchema.Purchases, "pur_1", new() { ["invalidRequest"] = Stream.Flag(true) });
        await house.CaptureAsync(stream.Records);

        var row = house.Query(
            "SELECT after_amount, after_created_at, after_invalid_request, before_invalid_request FROM changes WHERE op = 'u' "
            + "ORDER BY sequence_number DESC LIMIT 1", LakeSchema.Purchases, [.. house.Lake.Keys]).Single();
        Assert.Equal([0.125m, new DateTime(2026, 11, 23, 8, 0, 0).AddTicks(1234560), true, null], row);
    }

    [Fact]
    public async Task EmailAddresses_AreTokens_TheSameInEveryTable()
    {
        stream.Purchase("pur_1", "Buyer@Example.com");
        stream.Put(LakeSchema.Users, "email#buyer@example.com", new() { ["userId"] = Stream.Text("usr_1") });
        stream.Put(LakeSchema.Users, "user#usr_1", new() { ["email"] = Stream.Text("BUYER@example.com") });
        await house.CaptureAsync(stream.Records);

        var token = house.Tokens.Of("buyer@example.com");
        Assert.Matches("^[0-9a-f]{32}$", token);
        Assert.Equal([[token]], house.Query(
            "SELECT DISTINCT after_customer_email FROM changes", LakeSchema.Purchases, house.Lake.Below("captured/purchases")));
        Assert.Equal([[$"email#{token}", null], ["user#usr_1", token]], house.Query(
            "SELECT item_key, after_email FROM changes ORDER BY 1", LakeSchema.Users, house.Lake.Below("captured/users")));
        Assert.All(house.Lake.Keys, key =>
        {
            var text = key + Encoding.Latin1.GetString(house.Lake[key]);
            Assert.DoesNotContain("example.com", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("pm_card_visa", text, StringComparison.Ordinal); // what the schema leaves out
        });
    }

    [Fact]
    public async Task RetriedBatch_OverwritesItself()
    {
        stream.Purchase("pur_1");
        await house.CaptureAsync(stream.Records);
        var (key, content) = (Assert.Single(house.Lake.Keys), house.Lake[house.Lake.Keys.Single()]);

        await house.CaptureAsync(stream.Records);

        Assert.Equal(key, Assert.Single(house.Lake.Keys));
        Assert.Equal(content, house.Lake[key]);
    }

    /// <summary>The name stands for every change in the file, so that no two different files have the same.</summary>
    [Fact]
    public async Task BatchesThatBeginAndEndAlike_AreDifferentFiles()
    {
        stream.Purchase("pur_1");
        await house.CaptureAsync(stream.Records);
        await house.CaptureAsync([stream.Records[0], stream.Records[2]]);

        Assert.Equal(2, house.Lake.Keys.Count);
    }

    [Fact]
    public async Task BatchOverMidnight_GoesIntoBothDays()
    {
        var late = new Stream(new DateTimeOffset(2026, 11, 23, 23, 59, 59, TimeSpan.Zero));
        late.Purchase("pur_1");
        await house.CaptureAsync(late.Records);

        Assert.Equal(["2026-11-23", "2026-11-24"], house.Lake.Keys.Select(key => LakePaths.Text(LakePaths.DayOf(key))));
    }

    [Fact]
    public async Task ChangeThatCannotBeRead_IsReported_AndWhatStandsBeforeItIsWritten()
    {
        stream.Purchase("pur_1");
        stream.Put(LakeSchema.Purchases, "pur_2", new() { ["amount"] = Stream.Text("not a number"), ["createdAt"] = Stream.Text("never") });
        stream.Purchase("pur_3");

        var answer = await house.CaptureAsync(stream.Records);

        Assert.Equal(stream.Records[3].DynamoDb.SequenceNumber, Assert.Single(answer.BatchItemFailures).ItemIdentifier);
        Assert.Equal([["pur_1"]], house.Query("SELECT DISTINCT item_key FROM changes", LakeSchema.Purchases, [.. house.Lake.Keys]));
    }

    [Fact]
    public async Task FileThatCannotBeWritten_FailsTheBatch()
    {
        stream.Purchase("pur_1");
        house.Lake.BeforeChange = _ => throw new IOException("No room.");

        await Assert.ThrowsAsync<IOException>(() => house.CaptureAsync(stream.Records));
    }
}
