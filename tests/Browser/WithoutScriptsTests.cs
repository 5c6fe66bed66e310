using Browser.Tests.Support;
using Microsoft.Playwright;
using ProofKey = Purchase.Tests.Support.ProofKey;

namespace Browser.Tests;

[Collection(nameof(OpenDoors))]
public class WithoutScriptsTests(BrowserShop shop)
{
    [Fact]
    public async Task Landing_HasAButton()
    {
        var link = await LinkAsync(proofKey: null);
        await using var visitor = await Visitor.ComeAsync(shop, "no-scripts", new() { JavaScriptEnabled = false });
        await visitor.Page.GotoAsync(link);
        await visitor.PictureAsync("landing");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await visitor.ArriveAsync();
        await visitor.PictureAsync("welcome");
    }

    [Fact]
    public async Task Landing_TakesTheSecretByHand_WhenTheCheckoutGaveAChallenge()
    {
        var proofKey = ProofKey.New();
        var (verifier, link) = (proofKey.Verifier, await LinkAsync(proofKey));
        await using var visitor = await Visitor.ComeAsync(shop, "no-scripts-secret", new() { JavaScriptEnabled = false });
        await visitor.Page.GotoAsync($"{link}#{verifier}");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await visitor.PictureAsync("secret-missing");
        Assert.Empty(await visitor.Context.CookiesAsync());

        await visitor.Page.GetByRole(AriaRole.Textbox).FillAsync(verifier);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await visitor.ArriveAsync();
    }

    [Fact]
    public async Task Storefront_SaysThatItNeedsScripts()
    {
        await using var visitor = await Visitor.ComeAsync(shop, "no-scripts-shop", new() { JavaScriptEnabled = false });
        await visitor.Page.GotoAsync("/");
        await visitor.PictureAsync("products");
        Assert.Contains("JavaScript", await visitor.Page.InnerTextAsync("body"), StringComparison.Ordinal);
    }

    private async Task<string> LinkAsync(ProofKey? proofKey)
    {
        var purchase = await shop.BuyAsync(proofKey: proofKey);
        var view = await shop.WaitForAsync(purchase, "COMPLETED");
        return view.GetProperty("login").GetProperty("url").GetString()!;
    }
}
