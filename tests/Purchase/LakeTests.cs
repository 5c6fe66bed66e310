using System.Text;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;
using Analytics.Lake;
using Local.Clock;
using Purchase.Tests.Support;

namespace Purchase.Tests;

/// <summary>What happens in the tables arrives in the lake, through the streams, the functions and the bucket of the template.</summary>
public sealed class LakeTests : LakeTest
{
    [SkippableFact]
    public async Task Purchases_ArriveInTheLake_WithTheirWholeStory_AndWithoutAnAddress()
    {
        Skip.If(ProcessTime.Hindrance is not null, ProcessTime.Hindrance);
        var today = LakePaths.Text(DateOnly.FromDateTime(shop.Clock.GetUtcNow().UtcDateTime));
        var email = Shop.NewEmail();
        var (completed, refunded) = (await shop.BuyAsync(email), await shop.BuyAsync(Shop.NewEmail("blocked.example")));
        await shop.WaitForAsync(completed, "COMPLETED");
        await shop.WaitForAsync(refunded, "REFUNDED");
        await shop.RedeemAsync(await shop.LoginTokenAsync(completed), null);
        await Wait.ForAsync("the note of a login", async () =>
            await shop.ItemAsync("Users", "pk", $"purchase#{completed.PurchaseId}") is { } item && item.ContainsKey("loggedInAt") ? item : null);
        await shop.WaitForItemAsync("Orders", "purchaseId", completed.PurchaseId, "state", "FULFILLED");
        await AssertEveryAttributeIsKnownAsync();
        await shop.QuietAsync();

        await shop.MoveAsync(ShopWithLake.CaptureWindow);
        var captured = await Wait.ForAsync("captured files of three tables", async () =>
            await KeysAsync(LakePaths.Captured) is var keys && LakeSchema.Tables.All(table => keys.Exists(key => IsOf(table, key))) ? keys : null);
        foreach (var key in captured)
        {
            var content = Encoding.Latin1.GetString((await shop.Lake.FindAsync(key, default))!.Content);
            Assert.DoesNotContain("example.com", content, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("blocked.example", content, StringComparison.OrdinalIgnoreCase);
        }
        await shop.MoveAsync(ShopWithLake.CompactionInterval);
        Assert.Empty(await KeysAsync(LakePaths.Captured));

        using var database = await OpenAsync();
        Assert.Equal(
            ["PAYMENT_PENDING 99.9900 USD", "PAID 99.9900 USD", "COMPLETED 99.9900 USD"],
            Texts(database, StoryOf("concat(after_status, ' ', after_amount, ' ', after_currency)"), completed.PurchaseId).Distinct());
        Assert.Equal("REFUNDED UserRefused", Texts(database, StoryOf("concat(after_status, ' ', after_failure_reason)"), refunded.PurchaseId)[^1]);
        Assert.Equal(["FULFILLED"], Texts(database,
            "SELECT after_state FROM orders WHERE item_key = ? ORDER BY sequence_number DESC LIMIT 1", completed.PurchaseId));
        // One customer in both tables, by the token alone.
        Assert.Equal([completed.PurchaseId], Texts(database,
            "SELECT DISTINCT p.item_key FROM purchases p JOIN users u ON u.after_email = p.after_customer_email WHERE p.item_key = ?", completed.PurchaseId));
        await AssertReportsAsync(today);
    }

    /// <summary>What an analyst is told over HTTP, of two buyers of whom one is refunded and one logs in.</summary>
    private async Task AssertReportsAsync(string today)
    {
        await AssertReportAsync("revenue", $"[[\"{today}\",\"prod_premium_tier\",\"USD\",2,199.98,99.99]]");
        await AssertReportAsync("refunds", $"[[\"{today}\",\"UserRefused\",1,99.99,\"USD\",0.5]]");
        await AssertReportAsync("conversion", $"[[\"{today}\",2,2,1,1,0.5]]");
        await AssertReportAsync("customers", $"[[\"{today}\",2,0]]");
        Assert.Equal(1, (await shop.GetJsonAsync("/api/reports/time-to-login")).GetProperty("rows")[0][1].GetInt32());
        await AssertReportAsync("cohorts", $"[[\"{today[..7]}\",0,2]]");
        using var csv = await shop.GetAsync($"/api/reports/revenue?from={today}&to={today}&format=csv");
        Assert.Equal("text/csv", csv.Content.Headers.ContentType!.MediaType);
        Assert.EndsWith($"{today},prod_premium_tier,USD,2,199.98,99.99\r\n", await csv.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var refused = await shop.GetAsync("/api/reports/revenue?from=yesterday");
        Assert.Equal((System.Net.HttpStatusCode.BadRequest, "application/problem+json"), (refused.StatusCode, refused.Content.Headers.ContentType!.MediaType));
    }

    private async Task AssertReportAsync(string name, string rows)
    {
        var answer = await shop.GetJsonAsync($"/api/reports/{name}");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(rows), JsonNode.Parse(answer.GetProperty("rows").GetRawText())), $"{name}: {answer}");
    }

    /// <summary>An attribute that a service adds is put into the schema, or left out on purpose: it is not forgotten.</summary>
    private async Task AssertEveryAttributeIsKnownAsync()
    {
        foreach (var table in LakeSchema.Tables)
        {
            var name = (await shop.DynamoDb.ListTablesAsync()).TableNames.Single(known => known.Contains(table.Name, StringComparison.OrdinalIgnoreCase));
            var items = (await shop.DynamoDb.ScanAsync(new ScanRequest { TableName = name })).Items;
            Assert.NotEmpty(items);
            Assert.Empty(items.SelectMany(item => item.Keys).Distinct()
                .Except(table.Attributes.Select(attribute => attribute.Name)).Except(table.LeftOut));
        }
    }

    private static bool IsOf(LakeTable table, string key) => key.StartsWith(LakePaths.CapturedOf(table), StringComparison.Ordinal);

    private static string StoryOf(string text) => $"SELECT {text} FROM purchases WHERE item_key = ? ORDER BY sequence_number";

    private async Task<List<string>> KeysAsync(string prefix)
    {
        var keys = new List<string>();
        await foreach (var (key, _) in shop.Lake.ListAsync(prefix, default))
            keys.Add(key);
        return keys;
    }
}
