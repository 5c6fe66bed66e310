using Browser.Tests.Support;
using Microsoft.Playwright;

namespace Browser.Tests;

[Collection(nameof(OpenDoors))]
public class ProgressTests(BrowserShop shop)
{
    [Fact]
    public async Task RefundedPurchase_IsExplained()
    {
        await using var visitor = await Visitor.ComeAsync(shop, "refunded");
        await visitor.ChooseAsync("Premium");
        await visitor.FillInAsync(Visitor.NewEmail("blocked.example"));
        await visitor.PayAsync();
        var main = visitor.Page.GetByRole(AriaRole.Main);
        await Assertions.Expect(main).ToContainTextAsync("We returned");
        await Assertions.Expect(main).ToContainTextAsync("99.99");
        await visitor.PictureAsync("refunded");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task ReloadInTheMiddle_GoesOnWhereItWas()
    {
        await using var visitor = await Visitor.ComeAsync(shop, "reload");
        await shop.WhileDownAsync("CreateUser", async () =>
        {
            await visitor.ChooseAsync("Basic");
            await visitor.FillInAsync();
            await visitor.PayAsync();
            await visitor.WaitForStageAsync("Payment taken");
            await visitor.PictureAsync("before");
            await visitor.Page.ReloadAsync();
            await visitor.WaitForStageAsync("Payment taken");
        });
        await visitor.ArriveAsync();
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task LostConnection_IsSaid_AndThePageGoesOnByItself()
    {
        await using var visitor = await Visitor.ComeAsync(shop, "offline");
        await shop.WhileDownAsync("CreateUser", async () =>
        {
            await visitor.ChooseAsync("Basic");
            await visitor.FillInAsync();
            await visitor.PayAsync();
            await visitor.WaitForStageAsync("Payment taken");
            await visitor.Context.SetOfflineAsync(true);
            await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("connection is lost");
            await visitor.PictureAsync("offline");
        });
        await visitor.Context.SetOfflineAsync(false);
        await visitor.ArriveAsync();
    }

    [Fact]
    public async Task SlowNetwork_StillArrives()
    {
        await using var visitor = await Visitor.ComeAsync(shop, "slow");
        var chrome = await visitor.Context.NewCDPSessionAsync(visitor.Page);
        // A bad mobile connection: 400 ms there and back, 400 kbit/s.
        await chrome.SendAsync("Network.enable");
        await chrome.SendAsync("Network.emulateNetworkConditions", new()
        {
            ["offline"] = false, ["latency"] = 400, ["downloadThroughput"] = 50_000, ["uploadThroughput"] = 50_000,
        });
        await visitor.BuyAndArriveAsync();
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task ReturningCustomer_IsSentToTheEmailSignIn()
    {
        var email = Visitor.NewEmail();
        await using (var before = await Visitor.ComeAsync(shop, "returning-before"))
            await before.BuyAndArriveAsync("Basic", email);

        await using var visitor = await Visitor.ComeAsync(shop, "returning");
        await visitor.ChooseAsync("Premium");
        await visitor.FillInAsync(email);
        await visitor.PayAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).First.WaitForAsync();
        await visitor.PictureAsync("sign-in");
        Assert.Empty(await visitor.Context.CookiesAsync());
    }

    [Fact]
    public async Task PurchaseOfAnotherBrowser_ShowsNothing()
    {
        await using var buyer = await Visitor.ComeAsync(shop, "foreign-buyer");
        var checkouts = buyer.WatchCheckouts();
        await buyer.BuyAndArriveAsync();
        var purchase = await shop.PurchaseOfAsync(checkouts[^1]);

        await using var other = await Visitor.ComeAsync(shop, "foreign");
        await other.Page.GotoAsync($"/progress/?purchase={purchase.PurchaseId}");
        await other.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
        await other.PictureAsync("nothing");
        Assert.DoesNotContain("Premium", await other.Page.InnerTextAsync("main"), StringComparison.Ordinal);
    }
}
