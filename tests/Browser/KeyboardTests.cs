using Browser.Tests.Support;
using Microsoft.Playwright;

namespace Browser.Tests;

[Collection(nameof(OpenDoors))]
public class KeyboardTests(BrowserShop shop)
{
    [Fact]
    public async Task WholePurchase_WithTheKeyboardOnly()
    {
        await using var visitor = await Visitor.ComeAsync(shop, "keyboard");
        var keys = visitor.Page.Keyboard;
        await visitor.Page.GotoAsync("/");
        await visitor.TabToAsync("Choose Premium");
        await visitor.PictureAsync("focus-on-product");
        await keys.PressAsync("Enter");

        await visitor.Page.GetByLabel("E-mail").WaitForAsync();
        await visitor.TabToAsync("E-mail");
        await keys.TypeAsync(Visitor.NewEmail());
        await visitor.TabToAsync(Visitor.GoodCard);
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("ArrowUp");
        await visitor.TabToAsync("Pay");
        await visitor.PictureAsync("focus-on-pay");
        await keys.PressAsync("Enter");
        await visitor.ArriveAsync();

        await visitor.TabToAsync("Log out");
        await keys.PressAsync("Enter");
        await visitor.Page.WaitForURLAsync(url => !url.EndsWith("/welcome", StringComparison.Ordinal), new() { WaitUntil = WaitUntilState.Commit });
        Assert.Empty(visitor.Complaints);
    }
}
