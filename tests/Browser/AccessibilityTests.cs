using Browser.Tests.Support;
using Microsoft.Playwright;

namespace Browser.Tests;

/// <summary>Every page that a buyer can meet, held against WCAG 2.2 A and AA by axe, on a desk and on a phone, by day and by night.</summary>
[Collection(nameof(ShowRoom))]
public class AccessibilityTests(BrowserShop shop)
{
    [Theory]
    [InlineData("desk", 1280, 800, ColorScheme.Light)]
    [InlineData("desk-dark", 1280, 800, ColorScheme.Dark)]
    [InlineData("phone", 390, 844, ColorScheme.Light)]
    [InlineData("phone-dark", 390, 844, ColorScheme.Dark)]
    public async Task NoPageOfAPurchase_ViolatesAnything(string device, int width, int height, ColorScheme scheme)
    {
        await using var visitor = await ComeAsync(device, width, height, scheme);
        await visitor.Page.GotoAsync("/");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Choose Premium" }).WaitForAsync();
        await visitor.AssertAccessibleAsync("products");
        await visitor.ChooseAsync("Premium");
        await visitor.AssertAccessibleAsync("checkout");
        await visitor.FillInAsync(email: "wrong");
        await visitor.PayAsync();
        await visitor.AssertAccessibleAsync("checkout-wrong");
        await visitor.FillInAsync(card: Visitor.DeclinedCard);
        await visitor.PayAsync();
        await visitor.ReadDeclineAsync();
        await visitor.AssertAccessibleAsync("declined");

        await shop.WhileDownAsync("CreateUser", async () =>
        {
            await visitor.ChooseCardAsync(Visitor.GoodCard);
            await visitor.PayAsync();
            await visitor.WaitForStageAsync("Payment taken");
            await visitor.AssertAccessibleAsync("progress");
        });
        await visitor.ArriveAsync();
        await visitor.AssertAccessibleAsync("welcome");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await visitor.AssertAccessibleAsync("signed-out");
    }

    [Theory]
    [InlineData("desk-pages", 1280, 800, ColorScheme.Light)]
    [InlineData("phone-pages-dark", 390, 844, ColorScheme.Dark)]
    public async Task NoOtherPage_ViolatesAnything(string device, int width, int height, ColorScheme scheme)
    {
        await using var visitor = await ComeAsync(device, width, height, scheme);
        foreach (var (name, path) in new[]
        {
            ("no-page", "/no-such-page/"), ("problem", "/problem/"), ("lost", "/progress/?purchase=pur_00000000000000000000000000"),
            ("no-product", "/checkout/?product=none"), ("email-sign-in", "/app/login"), ("landing-without-token", "/app/login/sso"),
        })
        {
            await visitor.Page.GotoAsync(path);
            await visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
            await visitor.AssertAccessibleAsync(name);
        }
        await visitor.ChooseAsync("Premium");
        await visitor.FillInAsync(Visitor.NewEmail("blocked.example"));
        await visitor.PayAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("We returned");
        await visitor.AssertAccessibleAsync("refunded");
    }

    private Task<Visitor> ComeAsync(string device, int width, int height, ColorScheme scheme) => Visitor.ComeAsync(
        shop, $"accessibility-{device}", new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme });
}
