using Browser.Tests.Support;
using Microsoft.Playwright;

namespace Browser.Tests;

[Collection(nameof(OpenDoors))]
public class FirstLoginTests(BrowserShop shop)
{
    [Fact]
    public async Task Visitor_BuysAndLandsLoggedIn_AndNoPageComplains()
    {
        await using var visitor = await Visitor.ComeAsync(shop, "first-login");
        var email = Visitor.NewEmail();
        await visitor.Page.GotoAsync("/");
        await visitor.PictureAsync("products");
        await visitor.ChooseAsync("Premium");
        await visitor.FillInAsync(email);
        await visitor.PictureAsync("checkout");
        await visitor.PayAsync();
        await visitor.ArriveAsync();
        await visitor.PictureAsync("welcome");

        var welcome = await visitor.Page.InnerTextAsync("main");
        Assert.Contains(email, welcome, StringComparison.Ordinal);
        Assert.Contains("Premium", welcome, StringComparison.Ordinal);
        Assert.Contains("99.99", welcome, StringComparison.Ordinal);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Session_IsACookieThatScriptsCannotRead_AndEndsWithLogout()
    {
        await using var visitor = await Visitor.ComeAsync(shop, "session");
        await visitor.BuyAndArriveAsync();

        var cookie = Assert.Single(await visitor.Context.CookiesAsync(), cookie => cookie.Name.StartsWith("__Host-", StringComparison.Ordinal));
        Assert.Equal((true, true, SameSiteAttribute.Lax, "/"), (cookie.HttpOnly, cookie.Secure, cookie.SameSite, cookie.Path));
        Assert.Equal("", await visitor.Page.EvaluateAsync<string>("document.cookie"));

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await visitor.Page.GotoAsync("/app/welcome");
        Assert.EndsWith("/app/login", new Uri(visitor.Page.Url).AbsolutePath, StringComparison.Ordinal);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Verifier_ReachesTheServerInTheFormOnly_AndTokenLeavesTheAddressBar()
    {
        await using var visitor = await Visitor.ComeAsync(shop, "verifier");
        var urls = new List<string>();
        var forms = new List<string>();
        visitor.Context.Request += (_, request) =>
        {
            urls.Add(request.Url);
            if (request is { Method: "POST", PostData: { } body } && request.Url.EndsWith("/app/login/sso", StringComparison.Ordinal))
                forms.Add(body);
        };
        await visitor.BuyAndArriveAsync();

        var fields = Assert.Single(forms).Split('&').Select(field => field.Split('=')).ToDictionary(field => field[0], field => field[1]);
        Assert.Matches("^[A-Za-z0-9_-]{43}$", fields["code_verifier"]);
        // Playwright shows URLs with their fragments: what a server would see is the part before it.
        Assert.DoesNotContain(urls, url => url.Split('#')[0].Contains(fields["code_verifier"], StringComparison.Ordinal));
        Assert.DoesNotContain(
            await visitor.HistoryAsync(), url => url.Contains("token=", StringComparison.Ordinal) || url.Contains('#', StringComparison.Ordinal));
    }

    [Fact]
    public async Task UsedLink_ShowsAFriendlyPage_WithTheWayIn()
    {
        await using var visitor = await Visitor.ComeAsync(shop, "used-link");
        string? link = null;
        visitor.Context.Request += (_, request) => link = request.Url.Contains("/app/login/sso?token=", StringComparison.Ordinal) ? request.Url : link;
        await visitor.BuyAndArriveAsync();

        await using var thief = await Visitor.ComeAsync(shop, "used-link-thief");
        await thief.Page.GotoAsync(link!);
        await thief.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in by e-mail" }).WaitForAsync();
        await thief.PictureAsync("used");
        Assert.Empty(await thief.Context.CookiesAsync());
        Assert.Empty(thief.Complaints);
    }

    /// <summary>Who only has the link, from a log or over a shoulder, has nothing, and takes nothing from the buyer.</summary>
    [Fact]
    public async Task LinkWithoutTheFragment_LogsNobodyIn_AndTheBuyerStillArrives()
    {
        await using var buyer = await Visitor.ComeAsync(shop, "leaked-link");
        var link = new TaskCompletionSource<string>();
        var wayIsFree = false;
        await buyer.Context.RouteAsync("**/app/login/sso?token=*", route =>
        {
            link.TrySetResult(route.Request.Url.Split('#')[0]);
            return wayIsFree ? route.ContinueAsync() : route.AbortAsync();
        });
        await buyer.ChooseAsync("Premium");
        await buyer.FillInAsync();
        await buyer.PayAsync();
        var leaked = await link.Task.WaitAsync(TimeSpan.FromSeconds(30));

        await using var thief = await Visitor.ComeAsync(shop, "leaked-link-thief");
        await thief.Page.GotoAsync(leaked);
        await thief.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in by e-mail" }).WaitForAsync();
        await thief.PictureAsync("refused");
        Assert.Empty(await thief.Context.CookiesAsync());

        wayIsFree = true;
        await buyer.ArriveAsync();
    }
}
