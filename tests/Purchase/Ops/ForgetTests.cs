using System.Text;
using Analytics.DuckDb;
using Analytics.Lake;
using Local.Clock;
using Purchase.Tests.Support;

namespace Purchase.Tests.Ops;

/// <summary>A person leaves the lake by the operator's hand: published, captured, and still to come.</summary>
public sealed class ForgetTests : LakeTest
{
    [SkippableFact]
    public async Task Person_IsInNoFileOfTheLake_NowAndLater_AndTheFiguresAddUp()
    {
        Skip.If(ProcessTime.Hindrance is not null, ProcessTime.Hindrance);
        var kit = new Operator(shop);
        var email = Shop.NewEmail();
        var first = await BuyAsync(email);
        await BuyAsync(Shop.NewEmail());
        await shop.QuietAsync();
        await shop.MoveAsync(ShopWithLake.CaptureWindow);
        await shop.MoveAsync(ShopWithLake.CompactionInterval);
        await BuyAsync(email);
        await shop.QuietAsync();
        await shop.MoveAsync(ShopWithLake.CaptureWindow); // captured, and not yet compacted
        var userId = (await shop.ItemAsync("Users", "pk", $"email#{email}"))!["userId"].S;
        var token = Assert.Single(await AskAsync(
            "SELECT DISTINCT after_customer_email FROM purchases WHERE item_key = ?", first.PurchaseId));
        Assert.NotEmpty(await TracesAsync(token, userId));

        var told = await kit.DoAsync("forget", email, "--dry-run");
        Assert.Contains(first.PurchaseId, told.Output, StringComparison.Ordinal);
        Assert.Contains($"the account {userId}, with 2 products", told.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await kit.RunAsync("forget", email)).ExitCode);
        Assert.NotEmpty(await TracesAsync(token, userId));

        await kit.DoAsync("forget", email.ToUpperInvariant(), "--yes");

        Assert.Empty(await TracesAsync(token, userId));
        var again = await kit.DoAsync("forget", email, "--yes");
        Assert.Contains("names the person in 0 files, with 0 purchases", again.Output, StringComparison.Ordinal);
        Assert.Contains($"the purchase {first.PurchaseId}", again.Output, StringComparison.Ordinal);
        var marks = await CountAsync(LakePaths.Forgotten);
        Assert.Contains("Nobody is known", (await kit.DoAsync("forget", Shop.NewEmail(), "--yes")).Output, StringComparison.Ordinal);
        Assert.Equal(marks, await CountAsync(LakePaths.Forgotten));

        // The purchase goes on: a refund by an operator writes the address, and the user's id, to all three streams again.
        await kit.DoAsync("refund", first.PurchaseId, "--yes");
        await shop.WaitForItemAsync("Orders", "purchaseId", first.PurchaseId, "state", "CANCELLED");
        await shop.QuietAsync();
        await shop.MoveAsync(ShopWithLake.CaptureWindow);
        await shop.MoveAsync(ShopWithLake.CompactionInterval);
        Assert.Empty(await TracesAsync(token, userId));
        Assert.Equal(["3 299.97 99.99"], await RevenueAsync());
    }

    private async Task<CheckoutAnswer> BuyAsync(string email)
    {
        var purchase = await shop.BuyAsync(email);
        await shop.WaitForAsync(purchase, "COMPLETED");
        await shop.WaitForItemAsync("Orders", "purchaseId", purchase.PurchaseId, "state", "FULFILLED");
        return purchase;
    }

    private async Task<int> CountAsync(string prefix) => await shop.Lake.ListAsync(prefix, default).CountAsync();

    /// <summary>Where in the bucket one of these stands, in whatever column.</summary>
    private async Task<List<string>> TracesAsync(params string[] identifiers)
    {
        var traces = new List<string>();
        await foreach (var (key, _) in shop.Lake.ListAsync("", default))
        {
            var content = (await shop.Lake.FindAsync(key, default))!.Content;
            var texts = key.EndsWith(".parquet", StringComparison.Ordinal) ? Cells(key, content) : [key, Encoding.UTF8.GetString(content)];
            traces.AddRange(
                from text in texts
                where identifiers.Any(identifier => text.Contains(identifier, StringComparison.Ordinal))
                select $"{key}: {text}");
        }
        return traces;
    }

    private List<string> Cells(string key, byte[] content)
    {
        var path = Path.Combine(folder, $"{Guid.NewGuid():n}.parquet");
        File.WriteAllBytes(path, content);
        var table = LakeSchema.Tables.Single(table => key.Split('/')[1] == table.Name);
        using var database = new Database(folder);
        return Texts(database, $"SELECT * FROM ({LakeSql.Rows(table, [path])})");
    }

    private async Task<List<string>> AskAsync(string sql, params object[] parameters)
    {
        using var database = await OpenAsync();
        return Texts(database, sql, parameters);
    }

    private Task<List<string>> RevenueAsync()
    {
        var today = LakePaths.Text(DateOnly.FromDateTime(shop.Clock.GetUtcNow().UtcDateTime));
        var revenue = Report.All.Single(report => report.Name == "revenue").Sql;
        const string Figures = "concat(sum(purchases)::INTEGER, ' ', sum(charged)::DECIMAL(18, 2), ' ', sum(refunded)::DECIMAL(18, 2))";
        return AskAsync($"SELECT {Figures} FROM ({revenue})", "2026-01-01", today);
    }
}
