using Analytics.DuckDb;
using Analytics.Lake;
using Local.Clock;

namespace Purchase.Tests.Support;

/// <summary>A test with a shop whose clock can be moved on, its lake, and an analyst's eyes on it.</summary>
public abstract class LakeTest : IAsyncLifetime
{
    private protected readonly string folder = Directory.CreateTempSubdirectory("lake-").FullName;
    private protected readonly ShopWithLake shop = new();

    public async Task InitializeAsync()
    {
        if (ProcessTime.Hindrance is null)
            await shop.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        if (ProcessTime.Hindrance is null)
            await shop.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The lake's tables as they stand published now.</summary>
    private protected Task<Database> OpenAsync() =>
        new LakeReader(shop.Lake, Path.Combine(folder, $"{Guid.NewGuid():n}")).OpenAsync(LakeSchema.Tables, default);

    /// <summary>All cells of a query's answer, row by row.</summary>
    private protected static List<string> Texts(Database database, string sql, params object[] parameters)
    {
        using var query = database.Query(sql, parameters);
        using var reader = query.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read())
            texts.AddRange(Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i).ToString()!));
        return texts;
    }
}
