using System.Text.RegularExpressions;
using Browser.Tests.Support;
using Local.Lambda;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Browser.Tests;

/// <summary>The console of the local cloud, in a browser of its user.</summary>
[Collection(nameof(OpenDoors))]
public class ConsoleTests(BrowserShop shop)
{
    private const string Place = "/_local/";

    [Fact]
    public async Task ReasonOfARefund_IsFoundWithTheKeyboardOnly()
    {
        var email = Visitor.NewEmail("blocked.example");
        await shop.WaitForAsync(await shop.BuyAsync(email), "REFUNDED");
        await using var visitor = await Visitor.ComeAsync(shop, "console-keyboard");
        var (page, keys) = (visitor.Page, visitor.Page.Keyboard);
        await page.GotoAsync(Place);

        await keys.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to purchases" })).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await keys.PressAsync("Tab");
        await Assertions.Expect(page.GetByLabel("Find by id or e-mail")).ToBeFocusedAsync();
        await keys.TypeAsync(email[..^"blocked.example".Length]);
        await Assertions.Expect(page.Locator("#count")).ToHaveTextAsync("1 purchase");
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#list a")).ToBeFocusedAsync();
        await keys.PressAsync("Enter");

        await Assertions.Expect(page.Locator("#verdict")).ToHaveTextAsync(
            "Refunded because UserDirectory refused PaymentSuccessful with UserRefused: The directory does not admit this buyer.");
        await Assertions.Expect(page.Locator("#story")).ToBeFocusedAsync();
        await visitor.TabToAsync("CreateUser failed");
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.Locator("figure").Filter(new() { HasText = "input" }).First).ToContainTextAsync(email);
        await visitor.AssertAccessibleAsync("refunded");
        await keys.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#list a")).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Skip to purchases" }).FocusAsync();
        await keys.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("#purchases$"));
        await Assertions.Expect(page.Locator("#verdict")).ToContainTextAsync("Refunded because");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Topology_IsThatOfTheTemplate_AndItsCountersMove()
    {
        await using var visitor = await Visitor.ComeAsync(shop, "console-topology");
        var page = visitor.Page;
        await page.GotoAsync(Place);
        var takePayment = page.Locator("[data-part=TakePayment]");
        await Assertions.Expect(takePayment).ToHaveAccessibleNameAsync(new Regex("TakePayment, function, .*run"));
        foreach (var queue in new[] { "user-directory-subscription", "billing-subscription" })
            await Assertions.Expect(page.Locator($"[data-part={queue}]")).ToHaveAccessibleNameAsync(new Regex("waiting, .* in flight, . dead letters"));
        var before = await takePayment.GetAttributeAsync("aria-label");

        await shop.BuyAsync();
        await Assertions.Expect(takePayment).Not.ToHaveAttributeAsync("aria-label", before!);
        await page.Locator("#diagram [tabindex='0']").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.Locator("#diagram .part:focus")).ToHaveAccessibleNameAsync(new Regex("function"));
        Assert.True(await page.Locator("#diagram .link.near").CountAsync() > 0, "The links of the focused part don't stand out.");
        await visitor.PictureAsync("followed");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task CompletedPurchase_OnAPhoneAtNight_WithItsLetterAndItsLog()
    {
        var purchase = await shop.BuyAsync();
        await shop.WaitForAsync(purchase, "COMPLETED");
        await using var visitor = await Visitor.ComeAsync(
            shop, "console-phone", new() { ViewportSize = new() { Width = 390, Height = 844 }, ColorScheme = ColorScheme.Dark });
        var page = visitor.Page;
        await page.GotoAsync($"{Place}#{purchase.PurchaseId}");
        await Assertions.Expect(page.Locator("#verdict")).ToContainTextAsync("the buyer has the account");
        await Assertions.Expect(page.Locator("#verdict")).ToBeInViewportAsync();
        await page.GetByLabel("Log lines").CheckAsync();
        await Assertions.Expect(page.Locator(".timeline .kind-log").First).ToBeVisibleAsync();
        await visitor.AssertAccessibleAsync("completed");
        Assert.Empty(visitor.Complaints);

        await page.Locator(".timeline .kind-email summary").ClickAsync();
        await Assertions.Expect(page.FrameLocator("iframe").Locator("body")).ToContainTextAsync("Premium");
        await Assertions.Expect(page.Locator("iframe")).ToHaveAttributeAsync("sandbox", "");
        await visitor.PictureAsync("letter");
        // The letter's frame refuses the scripts with which the test looks into it.
        Assert.DoesNotContain(visitor.Complaints, complaint => !complaint.StartsWith("Blocked script execution", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnswerWithAnError_IsSaid_AndAskedForAgain()
    {
        await using var visitor = await Visitor.ComeAsync(shop, "console-error");
        var page = visitor.Page;
        await page.RouteAsync("**/counters", route => route.FulfillAsync(new() { Status = 500 }));
        await page.GotoAsync(Place);
        await Assertions.Expect(page.Locator("#live")).ToHaveTextAsync("The local cloud answers 500");

        await page.UnrouteAsync("**/counters");
        await Assertions.Expect(page.Locator("#live")).ToHaveTextAsync("live");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task MarkupInAddressesAndLogLines_IsText()
    {
        const string hostile = "<img src=x onerror=window.hurt=1><script>window.hurt=1</script>";
        var purchase = await shop.BuyAsync();
        await shop.WaitForAsync(purchase, "COMPLETED");
        await shop.ChangeItemAsync("Purchases", "purchaseId", purchase.PurchaseId, "customerEmail", new() { S = hostile });
        shop.Cloud.Services.GetRequiredService<FunctionLog>().Write(new LogLine(
            shop.Cloud.Services.GetRequiredService<TimeProvider>().GetUtcNow(), shop.NameOf("CreateUser"), null, $"{hostile} {purchase.PurchaseId}"));
        await using var visitor = await Visitor.ComeAsync(shop, "console-hostile");
        var page = visitor.Page;
        await page.GotoAsync($"{Place}#{purchase.PurchaseId}");
        await page.GetByLabel("Log lines").CheckAsync();

        await Assertions.Expect(page.Locator("#story-title")).ToContainTextAsync(hostile);
        await Assertions.Expect(page.Locator("#list a").Filter(new() { HasText = hostile })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".timeline .kind-log").Filter(new() { HasText = hostile })).ToBeVisibleAsync();
        Assert.Equal(0, await page.Locator("img, body script").CountAsync());
        Assert.False(await page.EvaluateAsync<bool>("'hurt' in window"));
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task WhileNobodyLooks_NothingIsAsked()
    {
        await using var visitor = await Visitor.ComeAsync(shop, "console-hidden");
        var page = visitor.Page;
        await page.AddInitScriptAsync("Object.defineProperty(document, 'hidden', { get: () => window.isAway === true });");
        await page.Clock.InstallAsync();
        await page.GotoAsync(Place);
        await Assertions.Expect(page.Locator("#live")).ToHaveTextAsync("live");
        var asked = 0;
        page.Request += (_, request) => Interlocked.Add(ref asked, IsForCounters(request) ? 1 : 0);
        await page.RunAndWaitForRequestAsync(() => page.Clock.RunForAsync(2000), IsForCounters);

        await page.EvaluateAsync("window.isAway = true");
        await PassAsync(); // the round that was due
        var before = asked;
        for (var rounds = 0; rounds < 3; rounds++)
            await PassAsync();
        Assert.Equal(before, asked);
        await page.RunAndWaitForRequestAsync(
            () => page.EvaluateAsync("window.isAway = false; document.dispatchEvent(new Event('visibilitychange'))"), IsForCounters);

        // The page's own round is over, and its next one due, when two of the same length are.
        async Task PassAsync()
        {
            await page.Clock.RunForAsync(2000);
            for (var times = 0; times < 2; times++)
                await page.EvaluateAsync("fetch('/_local/console/counters?mine').then((answer) => answer.text())");
        }

        static bool IsForCounters(IRequest request) => request.Url.EndsWith("/counters", StringComparison.Ordinal);
    }
}
