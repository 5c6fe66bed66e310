using System.Net;
using System.Text.RegularExpressions;
using Purchase.Tests.Support;

namespace Purchase.Tests;

/// <summary>The storefront as its stack describes it, beside the API on one address.</summary>
[Collection(nameof(OpenShop))]
public sealed partial class StorefrontTests(Shop shop)
{
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/checkout", HttpStatusCode.OK)]
    [InlineData("/checkout/?product=prod_premium_tier", HttpStatusCode.OK)]
    [InlineData("/no-such-page/", HttpStatusCode.NotFound)]
    public async Task Page_IsHtml_AskedForAnew_UnderTheStrictPolicy(string path, HttpStatusCode status)
    {
        using var page = await shop.GetAsync(path);

        Assert.Equal((status, "text/html"), (page.StatusCode, page.Content.Headers.ContentType!.MediaType));
        Assert.Equal("public, must-revalidate, max-age=0", page.Headers.CacheControl!.ToString());
        Assert.Equal(ContentPolicy, Assert.Single(page.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("DENY", Assert.Single(page.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("no-referrer", Assert.Single(page.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("same-origin", Assert.Single(page.Headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.False(page.Headers.Contains("Strict-Transport-Security")); // plain HTTP
    }

    [Fact]
    public async Task ScriptsOfThePage_AreThere_AndKeptForever()
    {
        using var page = await shop.GetAsync("/");
        var scripts = Scripts().Matches(await page.Content.ReadAsStringAsync()).Select(match => match.Groups["src"].Value).ToList();

        Assert.NotEmpty(scripts);
        foreach (var source in scripts)
        {
            using var script = await shop.GetAsync(source);
            Assert.Equal((HttpStatusCode.OK, "text/javascript"), (script.StatusCode, script.Content.Headers.ContentType!.MediaType));
            Assert.Equal("public, max-age=31536000, immutable", Assert.Single(script.Headers.GetValues("Cache-Control")));
        }
    }

    [Theory]
    [InlineData("/api/nothing", HttpStatusCode.NotFound)]
    [InlineData("/api/purchases/pur_00000000000000000000000000", HttpStatusCode.Unauthorized)]
    public async Task ProblemsOfTheApi_ReachTheBrowser_UnderTheSameHeaders(string path, HttpStatusCode status)
    {
        using var problem = await shop.GetAsync(path);

        Assert.Equal((status, "application/problem+json"), (problem.StatusCode, problem.Content.Headers.ContentType!.MediaType));
        Assert.Equal(ContentPolicy, Assert.Single(problem.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(problem.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task MissingPurchase_IsTheApisProblem_NotThePageForMissingPages()
    {
        var purchase = await shop.BuyAsync();

        using var other = await shop.GetAsync("/api/purchases/pur_00000000000000000000000000", purchase.StatusToken);

        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (other.StatusCode, other.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task DeclinedCard_ReachesTheBrowser_AsA402()
    {
        var declined = await shop.BuyAsync(card: "pm_card_chargeDeclined");

        Assert.Equal((HttpStatusCode.PaymentRequired, "application/problem+json"),
            (declined.Code, declined.Response.Content.Headers.ContentType!.MediaType));
    }

    [GeneratedRegex("""<script[^>]* src="(?<src>[^"]+)""")]
    private static partial Regex Scripts();
}
