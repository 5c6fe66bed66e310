using System.Diagnostics;
using System.Globalization;
using Local.Bench;
using Microsoft.Playwright;

namespace FirstLogin;

/// <summary>
/// From the click on Pay to the welcome page. Every other purchase is made the way a simpler shop would do it, asking for the status once a
/// second, so that both are measured on the same machine in the same minutes.
/// </summary>
internal sealed class ClickToWelcome(IBrowser browser, Uri shop)
{
    private long scriptBytes;

    public async Task RunAsync(int purchases, TextWriter output)
    {
        await BuyAsync(oncePerSecond: false); // the first purchase warms up browser and functions
        List<TimeSpan> asBuilt = [], oncePerSecond = [];
        for (var i = 0; i < purchases; i++)
        {
            asBuilt.Add(await BuyAsync(oncePerSecond: false));
            oncePerSecond.Add(await BuyAsync(oncePerSecond: true));
            if ((i + 1) % 10 == 0)
                await output.WriteLineAsync($"  {i + 1} of {purchases} purchases in each way");
        }
        var (built, simple) = (new Latencies(asBuilt), new Latencies(oncePerSecond));
        await output.WriteLineAsync($"click on Pay to welcome page      {built}");
        await output.WriteLineAsync($"the same, status once a second    {simple}");
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"ratio of the medians              {built.Median / simple.Median:0.00}"));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"script of the checkout page       {scriptBytes / 1024.0:0} KB as sent, with what it prefetches"));
    }

    private async Task<TimeSpan> BuyAsync(bool oncePerSecond)
    {
        await using var context = await browser.NewContextAsync(new() { BaseURL = shop.ToString() });
        if (oncePerSecond)
            await context.RouteAsync("**/api/purchases/**", SlowDownAsync);
        var page = await context.NewPageAsync();
        var scripts = new List<IRequest>();
        page.RequestFinished += (_, request) =>
        {
            if (request.ResourceType == "script")
                scripts.Add(request);
        };
        await page.GotoAsync("/checkout/?product=prod_premium_tier");
        await page.GetByLabel("E-mail").FillAsync($"buyer-{Guid.NewGuid():n}@example.com");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        scriptBytes = 0;
        foreach (var script in scripts.ToList())
            scriptBytes += (await script.SizesAsync()).ResponseBodySize;

        var pay = page.GetByRole(AriaRole.Button, new() { Name = "Pay" });
        var clicked = Stopwatch.GetTimestamp();
        await pay.ClickAsync();
        await page.WaitForURLAsync("**/app/welcome", new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        return Stopwatch.GetElapsedTime(clicked);
    }

    private static async Task SlowDownAsync(IRoute route)
    {
        var answer = await route.FetchAsync();
        await route.FulfillAsync(new() { Response = answer, Headers = new Dictionary<string, string>(answer.Headers) { ["retry-after"] = "1" } });
    }
}
