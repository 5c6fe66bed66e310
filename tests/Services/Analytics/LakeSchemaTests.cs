using Analytics.CaptureChanges;
using Analytics.Lake;
using Services.Tests.Analytics.Support;
using Stream = Services.Tests.Analytics.Support.Stream;

namespace Services.Tests.Analytics;

public sealed class LakeSchemaTests
{
    public static TheoryData<string> Tables => [.. LakeSchema.Tables.Select(table => table.Name)];

    [Theory]
    [MemberData(nameof(Tables))]
    public void Columns_HaveNamesOfTheirOwn_ThatEveryEngineTakes(string name)
    {
        var table = LakeSchema.Tables.Single(table => table.Name == name);
        var names = table.Columns.Select(column => column.Name).Append(LakeSchema.Day).ToList();

        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(names, column => Assert.Matches("^[a-z][a-z_]*$", column));
        Assert.Contains(table.Attributes, attribute => attribute.Name == table.Key);
        Assert.Empty(table.Attributes.Select(attribute => attribute.Name).Intersect(table.LeftOut));
    }

    [Fact]
    public void AttributeName_BecomesAColumn() => Assert.Equal("is_new_user", new LakeAttribute("isNewUser", LakeType.Flag).ColumnName);

    /// <summary>A file from before the attribute stays readable, alone and beside new ones.</summary>
    [Fact]
    public async Task AddedAttribute_IsNullInOldFiles()
    {
        using var house = new LakeHouse();
        var stream = new Stream(LakeHouse.Noon);
        stream.Purchase("pur_1");
        await house.CaptureAsync(stream.Records);
        var current = LakeSchema.Purchases;
        var earlier = new LakeTable(current.Name, current.Key, [.. current.Attributes.Where(attribute => attribute.Name != "userId")], []);
        var reader = new ChangeReader(new Dictionary<string, LakeTable> { [Stream.ArnOf(current)] = earlier }, house.Tokens);
        stream.Put(current, "pur_2", new() { ["status"] = Stream.Text("PAID"), ["userId"] = Stream.Text("usr_2") });
        var file = Assert.Single(CapturedFile.Of([reader.Read(stream.Records[^1])]));
        await house.Lake.PutAsync(file.Key, await ParquetChanges.WriteAsync(earlier, file.Changes), default);

        Assert.Equal([["pur_2", "PAID", null]], house.Query("SELECT item_key, after_status, after_user_id FROM changes", current, [file.Key]));
        await house.CompactAsync();
        Assert.Equal([["pur_1"], ["pur_2"]], await house.AskAsync("SELECT DISTINCT item_key FROM purchases ORDER BY 1"));

        // The stream still has it: replayed, it fills in what the file lacks.
        await house.CaptureAsync([stream.Records[^1]]);
        await house.CompactAsync();
        Assert.Equal([["usr_2"]], await house.AskAsync("SELECT after_user_id FROM purchases WHERE item_key = 'pur_2'"));
    }

    [Fact]
    public void Manifest_ComesBack_AndNamesNothingElsewhere()
    {
        var manifest = new LakeManifest(["data/purchases/2026-11-23/a.parquet", "data/purchases/2026-11-23/b.parquet"]);

        Assert.Equal(manifest.Keys, LakeManifest.Read("lake", manifest.Write("lake")).Keys);
        Assert.Throws<FormatException>(() => LakeManifest.Read("other", manifest.Write("lake")));
    }
}
