using System.Net;
using MainApp.Sessions;
using Services.Tests.MainApp.Support;

namespace Services.Tests.MainApp;

public class SessionTests : AppUnderTest
{
    [Fact]
    public async Task Cookie_IsForThisHostAlone_OutOfReachOfScripts()
    {
        var cookie = Assert.Single((await Visitor.RedeemAsync(Token)).SetCookies);

        Assert.Matches("^__Host-session=[A-Za-z0-9_-]{43};", cookie);
        var attributes = cookie.Split("; ")[1..].Select(attribute => attribute.ToLowerInvariant()).Order();
        Assert.Equal(["httponly", "path=/", "samesite=lax", "secure"], attributes); // and no domain
    }

    [Fact]
    public async Task Table_KnowsOnlyTheHashOfTheId()
    {
        await Visitor.RedeemAsync(Token);

        var (key, session) = Assert.Single(Sessions.Items);
        Assert.Equal(SessionId.Parse(Visitor.SessionCookie)!.Key, key);
        Assert.NotEqual(Visitor.SessionCookie, key);
        Assert.DoesNotContain(Token, session.ToString(), StringComparison.Ordinal);
        Visitor.SessionCookie = key; // whoever has read the table
        Assert.Equal("/app/login", (await Visitor.GetAsync("/welcome")).Location);
    }

    [Fact]
    public async Task IdThatTheAttackerPlanted_IsNotUsed_AndOpensNothing()
    {
        var planted = SessionId.New().Value;
        Visitor.SessionCookie = planted;
        await Visitor.RedeemAsync(Token);

        Assert.NotEqual(planted, Visitor.SessionCookie);
        using var attacker = new Browser(Address) { SessionCookie = planted };
        Assert.Equal(HttpStatusCode.SeeOther, (await attacker.GetAsync("/welcome")).Status);
    }

    [Fact]
    public async Task Login_EndsTheSessionThatTheBrowserHad()
    {
        await Visitor.RedeemAsync(Token);
        var before = Visitor.SessionCookie;
        Auth.Outcome = global::Contracts.RedeemOutcome.Redeemed;
        await Visitor.RedeemAsync(Token + "2");

        Assert.NotEqual(before, Visitor.SessionCookie);
        Assert.Single(Sessions.Items);
        using var old = new Browser(Address) { SessionCookie = before };
        Assert.Equal("/app/login", (await old.GetAsync("/welcome")).Location);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("../../etc/passwd")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA!")]
    public async Task UnknownId_IsNoSession(string cookie)
    {
        Visitor.SessionCookie = cookie;

        var answer = await Visitor.GetAsync("/welcome");
        Assert.Equal((HttpStatusCode.SeeOther, "/app/login"), (answer.Status, answer.Location));
    }

    [Fact]
    public async Task Session_EndsAfterTwelveHours_EvenIfTheTableStillHasIt()
    {
        await Visitor.RedeemAsync(Token);
        Time.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await Visitor.GetAsync("/welcome")).Status);

        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("/app/login", (await Visitor.GetAsync("/welcome")).Location);
        Assert.Single(Sessions.Items);
    }

    [Fact]
    public async Task Logout_EndsTheSession_OnTheServerAndInTheBrowser()
    {
        await Visitor.RedeemAsync(Token);
        var stolen = Visitor.SessionCookie;
        var answer = await Visitor.PostAsync("/logout");

        Assert.Equal((HttpStatusCode.SeeOther, "/app/signed-out"), (answer.Status, answer.Location));
        var cookie = Assert.Single(answer.SetCookies);
        Assert.StartsWith("__Host-session=; expires=Thu, 01 Jan 1970", cookie, StringComparison.Ordinal);
        Assert.Contains("; path=/; secure;", cookie, StringComparison.OrdinalIgnoreCase); // else the prefix forbids the removal
        Assert.Equal("\"cache\"", answer.Header("Clear-Site-Data"));
        Assert.Empty(Sessions.Items);
        Assert.Contains("<h1>You are signed out</h1>", (await Visitor.GetAsync("/signed-out")).Html, StringComparison.Ordinal);
        Visitor.SessionCookie = stolen;
        Assert.Equal("/app/login", (await Visitor.GetAsync("/welcome")).Location);
        Assert.Equal(["LoggedIn", "LoggedOut"], Events);
    }

    [Fact]
    public async Task Logout_WithoutASession_IsNoError() =>
        Assert.Equal(HttpStatusCode.SeeOther, (await Visitor.PostAsync("/logout")).Status);

    [Fact]
    public async Task Logout_IsNotDoneByALink()
    {
        await Visitor.RedeemAsync(Token);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await Visitor.GetAsync("/logout")).Status);
        Assert.Single(Sessions.Items);
    }

    [Fact]
    public async Task SessionThatCannotBeStored_IsAnErrorPage_WithoutACookie()
    {
        Sessions.Error = new InvalidOperationException("the table is away");
        var answer = await Visitor.RedeemAsync(Token);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.Status);
        Assert.Empty(answer.SetCookies);
        Assert.DoesNotContain("table", answer.Html, StringComparison.Ordinal);
        Assert.Equal(["RequestFailed"], Events);
    }
}
