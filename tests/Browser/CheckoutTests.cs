using System.Text.Json;
using Browser.Tests.Support;
using Microsoft.Playwright;

namespace Browser.Tests;

[Collection(nameof(OpenDoors))]
public class CheckoutTests(BrowserShop shop)
{
    [Fact]
    public async Task DeclinedCard_IsExplained_AndAnotherCardBuys()
    {
        await using var visitor = await Visitor.ComeAsync(shop, "declined");
        await visitor.ChooseAsync("Basic");
        await visitor.FillInAsync(card: Visitor.DeclinedCard);
        await visitor.PayAsync();
        await visitor.ReadDeclineAsync();
        await visitor.PictureAsync("declined");

        await visitor.ChooseCardAsync(Visitor.GoodCard);
        await visitor.PayAsync();
        await visitor.ArriveAsync();
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task ImpatientClicks_ChargeOnce()
    {
        await using var visitor = await Visitor.ComeAsync(shop, "impatient");
        var checkouts = visitor.WatchCheckouts();
        await visitor.ChooseAsync("Basic");
        await visitor.FillInAsync();
        await visitor.Page.EvaluateAsync("() => { const b = [...document.querySelectorAll('button')].find(b => /^Pay/.test(b.textContent)); b.click(); b.click(); b.click(); }");
        await visitor.ArriveAsync();

        await shop.AssertChargedOnceAsync(checkouts);
    }

    [Fact]
    public async Task ReloadWhileThePaymentIsOnItsWay_ChargesOnce()
    {
        await using var visitor = await Visitor.ComeAsync(shop, "reload-checkout");
        var checkouts = visitor.WatchCheckouts();
        var onItsWay = new TaskCompletionSource();
        // The first answer is lost: the charge happens, the page never hears of it.
        await visitor.Context.RouteAsync("**/api/checkout", async route =>
        {
            if (onItsWay.Task.IsCompleted)
            {
                await route.ContinueAsync();
                return;
            }
            await route.FetchAsync();
            onItsWay.SetResult();
        });
        await visitor.ChooseAsync("Basic");
        await visitor.FillInAsync();
        await visitor.PayAsync();
        await onItsWay.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await visitor.Page.ReloadAsync();
        await visitor.ArriveAsync();

        await shop.AssertChargedOnceAsync(checkouts);
    }

    [Fact]
    public async Task BackButtonAfterThePurchase_OffersThePurchase_NotAnotherCharge()
    {
        await using var visitor = await Visitor.ComeAsync(shop, "back");
        var checkouts = visitor.WatchCheckouts();
        await visitor.ChooseAsync("Basic");
        var form = visitor.Page.Url;
        await visitor.FillInAsync();
        await visitor.PayAsync();
        await visitor.ArriveAsync();
        await visitor.Page.GotoAsync(form);
        await visitor.Page.GetByText("already bought").First.WaitForAsync();
        await visitor.PictureAsync("already-bought");

        Assert.False(await visitor.PayButton.IsVisibleAsync());
        await shop.AssertChargedOnceAsync(checkouts);
    }

    [Fact]
    public async Task TwoTabs_AreTwoPurchases()
    {
        await using var visitor = await Visitor.ComeAsync(shop, "two-tabs");
        var checkouts = visitor.WatchCheckouts();
        var first = visitor.Page;
        await visitor.ChooseAsync("Basic");
        await visitor.FillInAsync();
        var second = await visitor.OpenTabAsync();
        await visitor.ChooseAsync("Premium");
        await visitor.FillInAsync();

        foreach (var (tab, product) in new[] { (first, "Basic"), (second, "Premium") })
        {
            visitor.GoToTab(tab);
            await visitor.PayAsync();
            await visitor.ArriveAsync();
            Assert.Contains(product, await tab.InnerTextAsync("main"), StringComparison.Ordinal);
        }
        Assert.Equal(2, checkouts.Select(checkout => checkout.Key).Distinct().Count());
    }

    [Fact]
    public async Task BadEmail_IsSaidAtTheField_AndNothingIsSent()
    {
        await using var visitor = await Visitor.ComeAsync(shop, "bad-email");
        var checkouts = visitor.WatchCheckouts();
        await visitor.ChooseAsync("Basic");
        await visitor.FillInAsync(email: "not an address");
        await visitor.PayAsync();

        var field = visitor.Page.GetByLabel("E-mail");
        await Assertions.Expect(field).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(field).ToBeFocusedAsync();
        await visitor.PictureAsync("bad-email");
        Assert.Empty(checkouts);
    }

    /// <summary>The page must not take a foreign text for markup, wherever it comes from.</summary>
    [Fact]
    public async Task MarkupInProducts_StaysText()
    {
        await using var visitor = await Visitor.ComeAsync(shop, "markup");
        var products = JsonSerializer.Serialize(new[]
        {
            new { productId = "x", name = "<img src=x onerror=document.title='owned'>", description = "<script>document.title='owned'</script>", price = 1.5, currency = "USD" },
        });
        await visitor.Context.RouteAsync("**/api/products", route => route.FulfillAsync(new() { ContentType = "application/json", Body = products }));
        await visitor.Page.GotoAsync("/");
        await visitor.Page.GetByText("<img src=x").First.WaitForAsync();
        Assert.NotEqual("owned", await visitor.Page.TitleAsync());
    }
}
