using System.Text.RegularExpressions;
using Browser.Tests.Support;
using Microsoft.Playwright;

namespace Browser.Tests;

/// <summary>The page of the reports. A stand-in answers for the analytics API: here is tested what the page makes of it.</summary>
[Collection(nameof(ShowRoom))]
public class ReportsTests(BrowserShop shop)
{
    private const string November = "from=2026-11-01&to=2026-11-23";

    [Fact]
    public async Task Revenue_IsDrawn_ToldAndListed_AndCanBeTakenAsCsv()
    {
        await using var visitor = await Visitor.ComeAsync(shop, "reports-revenue");
        await AnalyticsDesk.OpenForAsync(visitor);
        var page = await visitor.Page.GotoAsync($"/reports/?report=revenue&{November}");

        // Under this policy, a chart library that needs more would draw nothing.
        Assert.Contains("style-src 'self';", page!.Headers["content-security-policy"], StringComparison.Ordinal);
        var row = visitor.Page.GetByRole(AriaRole.Row, new() { Name = "Nov 7, 2026" }).Filter(new() { HasText = "prod_premium_tier" });
        await Assertions.Expect(row).ToContainTextAsync("$299.97");
        await Assertions.Expect(row).ToContainTextAsync("$99.99");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Img, new() { Name = "Chart" })).ToHaveAccessibleNameAsync(
            new Regex(@"Nov 1 to Nov 23\. prod_premium_tier: \$6,899\.31 in all.* Given back: \$299\.97 in all"));
        await Assertions.Expect(visitor.Page.GetByText("Nov 1, 2026 to Nov 23, 2026: 46 rows.")).ToBeVisibleAsync();
        foreach (var colour in new[] { "series-1", "series-2", "danger" })
            Assert.True(await IsDrawnAsync(visitor, colour), $"Nothing in the chart has the colour {colour}.");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Download as CSV" }))
            .ToHaveAttributeAsync("href", $"/api/reports/revenue?{November}&format=csv");
        await visitor.PictureAsync("revenue");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task AnotherReport_IsChosenByKeyboard_AndSurvivesAReload()
    {
        await using var visitor = await Visitor.ComeAsync(shop, "reports-keyboard");
        await AnalyticsDesk.OpenForAsync(visitor);
        await visitor.Page.GotoAsync($"/reports/?report=revenue&{November}");
        await visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Revenue" }).WaitForAsync();
        await visitor.TabToAsync("Time to login");
        await visitor.Page.Keyboard.PressAsync("Enter");

        await ReadAsync(visitor, "Time to login", "321 ms");
        Assert.EndsWith($"/reports/?report=time-to-login&{November}", visitor.Page.Url, StringComparison.Ordinal);
        // Who goes through the reports by keyboard goes on from here.
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Time to login" })).ToBeFocusedAsync();
        await visitor.Page.ReloadAsync();
        await ReadAsync(visitor, "Time to login", "321 ms");
        await visitor.Page.GoBackAsync();
        await ReadAsync(visitor, "Revenue", "$299.97");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Days_AreChosen_AndStandInTheAddress()
    {
        await using var visitor = await Visitor.ComeAsync(shop, "reports-days");
        var desk = await AnalyticsDesk.OpenForAsync(visitor);
        await visitor.Page.GotoAsync("/reports/");
        await visitor.Page.GetByLabel("From").FillAsync("2026-02-01");
        await visitor.Page.GetByLabel("To", new() { Exact = true }).FillAsync("2026-02-02");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();

        await Assertions.Expect(visitor.Page.GetByText("Feb 1, 2026 to Feb 2, 2026: 4 rows.")).ToBeVisibleAsync();
        Assert.EndsWith("/reports/?report=revenue&from=2026-02-01&to=2026-02-02", visitor.Page.Url, StringComparison.Ordinal);
        Assert.Equal("revenue?from=2026-02-01&to=2026-02-02", desk.Asked[^1]);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "7 days", Exact = true }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText(": 14 rows.")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByLabel("From")).Not.ToHaveValueAsync("2026-02-01");
    }

    [Fact]
    public async Task DaysThatTheApiRefuses_AreExplained_AndCanBeMended()
    {
        await using var visitor = await Visitor.ComeAsync(shop, "reports-refused");
        var desk = await AnalyticsDesk.OpenForAsync(visitor);
        desk.Refusal = (400, AnalyticsDesk.Problem("The range ends before it begins."));
        await visitor.Page.GotoAsync("/reports/?report=revenue&from=2026-11-23&to=2026-11-01");
        await Assertions.Expect(visitor.Page.Locator("#range-error")).ToHaveTextAsync("The range ends before it begins.");
        await Assertions.Expect(visitor.Page.GetByLabel("From")).ToHaveAttributeAsync("aria-invalid", "true");
        await visitor.AssertAccessibleAsync("refused");

        desk.Refusal = null;
        await visitor.Page.GetByLabel("To", new() { Exact = true }).FillAsync("2026-11-23");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await ReadAsync(visitor, "Revenue", "2 rows");
        await Assertions.Expect(visitor.Page.Locator("#range-error")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(403, """{"message":"Missing Authentication Token"}""")]
    [InlineData(404, "<!doctype html><title>There is no such page</title>")]
    public async Task WhereTheApiIsElsewhere_ThePageSaysWhere(int status, string body)
    {
        await using var visitor = await Visitor.ComeAsync(shop, $"reports-elsewhere-{status}");
        var desk = await AnalyticsDesk.OpenForAsync(visitor);
        desk.ListRefusal = (status, body);
        await visitor.Page.GotoAsync("/reports/");
        await Assertions.Expect(visitor.Page.GetByText("ReportsUrl")).ToBeVisibleAsync();
        await visitor.AssertAccessibleAsync("elsewhere");
        Assert.Empty(desk.Asked);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task WithoutChangesOrWithoutAnAnswer_ThePageSaysWhy()
    {
        await using var visitor = await Visitor.ComeAsync(shop, "reports-nothing");
        var desk = await AnalyticsDesk.OpenForAsync(visitor);
        desk.IsEmpty = true;
        await visitor.Page.GotoAsync($"/reports/?report=refunds&{November}");
        await Assertions.Expect(visitor.Page.GetByText("nothing in this range")).ToBeVisibleAsync();
        await visitor.AssertAccessibleAsync("empty");

        (desk.IsEmpty, desk.Refusal) = (false, (503, AnalyticsDesk.Problem("Not now.")));
        await visitor.Page.ReloadAsync();
        await Assertions.Expect(visitor.Page.GetByText("The report can’t be made right now.")).ToBeVisibleAsync();
        await visitor.AssertAccessibleAsync("unreachable");
        desk.Refusal = null;
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await ReadAsync(visitor, "Refunds", "46 rows");

        await visitor.Page.GotoAsync($"/reports/?report=none&{November}");
        await Assertions.Expect(visitor.Page.GetByText("There is no such report.")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("desk", 1280, 800, ColorScheme.Light)]
    [InlineData("phone-dark", 360, 740, ColorScheme.Dark)]
    public async Task NoReport_ViolatesAnything(string device, int width, int height, ColorScheme scheme)
    {
        await using var visitor = await Visitor.ComeAsync(
            shop, $"reports-{device}", new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme });
        await AnalyticsDesk.OpenForAsync(visitor);
        foreach (var report in AnalyticsDesk.Names)
        {
            await visitor.Page.GotoAsync($"/reports/?report={report}&{November}");
            await visitor.Page.GetByRole(AriaRole.Table).First.WaitForAsync();
            if (report != "cohorts")
                Assert.True(await IsDrawnAsync(visitor, "series-1"), $"{report} draws nothing.");
            await visitor.AssertAccessibleAsync(report);
        }
        Assert.Empty(visitor.Complaints);
    }

    private static async Task ReadAsync(Visitor visitor, string heading, string text)
    {
        await visitor.Page.GetByRole(AriaRole.Heading, new() { Name = heading, Exact = true }).WaitForAsync();
        await visitor.Page.GetByText(text).First.WaitForAsync();
    }

    /// <summary>Whether the canvas has, within ten seconds, pixels of a colour of the style sheet.</summary>
    private static Task<bool> IsDrawnAsync(Visitor visitor, string colour) => visitor.Page.EvaluateAsync<bool>(
        """
        async (name) => {
          const hex = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
          const [red, green, blue] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
          for (const start = performance.now(); performance.now() - start < 10_000; await new Promise(requestAnimationFrame)) {
            const canvas = document.querySelector('canvas');
            if (!canvas?.width) continue;
            const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
            for (let at = 0; at < data.length; at += 4)
              if (data[at] === red && data[at + 1] === green && data[at + 2] === blue) return true;
          }
          return false;
        }
        """,
        colour);
}
