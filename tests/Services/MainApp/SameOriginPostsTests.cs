using System.Net;
using Services.Tests.MainApp.Support;

namespace Services.Tests.MainApp;

public class SameOriginPostsTests : AppUnderTest
{
    private const string Own = "(the application's)";

    /// <summary>Sec-Fetch-Site, Origin, and whether a post with them comes from the application's own pages.</summary>
    public static TheoryData<string?, string?, bool> Senders => new()
    {
        { "same-origin", Own, true },
        { "same-origin", "null", true }, // what Chromium sends from a page with Referrer-Policy: no-referrer
        { "same-origin", null, true },
        { "same-site", Own, false },
        { "cross-site", Own, false },
        { "cross-site", "null", false },
        { "cross-site", "https://evil.example", false },
        { "none", null, false },
        { "", null, false },
        { "Same-Origin", null, false },
        { null, null, true }, // no web page: curl
        { null, Own, true },
        { null, "null", false },
        { null, "", false },
        { null, "https://evil.example", false },
        { null, "https://127.0.0.1", false },
        { null, "http://127.0.0.1", false }, // another port is another origin
    };

    [Theory]
    [MemberData(nameof(Senders))]
    public async Task Post_IsDone_OnlyForTheApplicationsOwnPages(string? site, string? origin, bool own)
    {
        if (site is not null)
            Visitor.Headers["Sec-Fetch-Site"] = site;
        if (origin is not null)
            Visitor.Headers["Origin"] = origin == Own ? Address.GetLeftPart(UriPartial.Authority) : origin;

        foreach (var path in new[] { "/login/sso", "/login", "/logout" })
        {
            var answer = await Visitor.PostAsync(path, ("token", Token), ("email", "a@example.com"));
            Assert.Equal(own, answer.Status != HttpStatusCode.Forbidden);
            Assert.True(own || answer.Html.Contains("<h1>This did not come from our page</h1>", StringComparison.Ordinal));
        }
        Assert.Equal(own ? 1 : 0, Auth.Redemptions.Count);
        Assert.Equal(own ? 1 : 0, Auth.LinksSentTo.Count);
        Assert.Equal(own ? 0 : 3, Events.Count(name => name == "CrossSitePostRefused"));
    }

    [Fact]
    public async Task ForwardedHost_DoesNotMakeAnotherSiteTheOwn()
    {
        Visitor.Headers["Origin"] = "https://evil.example";
        Visitor.Headers["X-Forwarded-Host"] = "evil.example";
        Visitor.Headers["X-Forwarded-Proto"] = "https";

        Assert.Equal(HttpStatusCode.Forbidden, (await Visitor.RedeemAsync(Token)).Status);
    }

    [Fact]
    public async Task FollowedLink_MayComeFromAnywhere()
    {
        Visitor.Headers["Sec-Fetch-Site"] = "cross-site";

        Assert.Equal(HttpStatusCode.OK, (await Visitor.GetAsync($"/login/sso?token={Token}")).Status);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task OtherMethods_AreHeldToTheSameRule(string method)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), Address + "/logout");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        Assert.Equal(HttpStatusCode.Forbidden, (await http.SendAsync(request)).StatusCode);
    }
}
