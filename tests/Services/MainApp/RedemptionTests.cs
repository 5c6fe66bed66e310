using System.Net;
using System.Text.RegularExpressions;
using Contracts;
using Services.Tests.MainApp.Support;

namespace Services.Tests.MainApp;

public class RedemptionTests : AppUnderTest
{
    [Fact]
    public async Task GoodToken_OpensASession_AndLeadsToTheWelcomePage()
    {
        var answer = await Visitor.RedeemAsync(Token, Verifier);

        Assert.Equal((HttpStatusCode.SeeOther, "/app/welcome"), (answer.Status, answer.Location));
        Assert.Equal([(Token, Verifier)], Auth.Redemptions);
        var welcome = await Visitor.GetAsync("/welcome");
        Assert.Equal(HttpStatusCode.OK, welcome.Status);
        foreach (var shown in new[] { "new.user@example.com", "Premium", "99.99 USD", "pur_1", "action=\"/app/logout\"" })
            Assert.Contains(shown, welcome.Html, StringComparison.Ordinal);
        Assert.Equal(["LoggedIn"], Events);
    }

    [Fact]
    public async Task LoginByEmail_ShowsNoPurchase()
    {
        Auth.Identity = new Identity("usr_2", "customer@example.com");
        await Visitor.RedeemAsync(Token);

        var welcome = await Visitor.GetAsync("/welcome");
        Assert.Contains("customer@example.com", welcome.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("purchase", welcome.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal([(Token, null)], Auth.Redemptions);
    }

    [Theory]
    [InlineData(RedeemOutcome.Used, 409, "This link has been used", "LinkUsed")]
    [InlineData(RedeemOutcome.Expired, 410, "This link has expired", "LinkExpired")]
    [InlineData(RedeemOutcome.WrongAudience, 403, "This link is for another site", "LinkForAnotherAudience")]
    [InlineData(RedeemOutcome.Forged, 400, "This link is not one of ours", "LinkForged")]
    [InlineData(RedeemOutcome.MissingVerifier, 400, "The second half of this link is missing", "VerifierMissing")]
    [InlineData(RedeemOutcome.WrongVerifier, 403, "The two halves of this link don&#x27;t match", "VerifierWrong")]
    [InlineData(RedeemOutcome.Withdrawn, 410, "This link was withdrawn", "LinkWithdrawn")]
    public async Task Refusal_HasItsStatusPageAndEvent_AndNoSession(RedeemOutcome outcome, int status, string title, string @event)
    {
        Auth.Outcome = outcome;
        var answer = await Visitor.RedeemAsync(Token, Verifier);

        Assert.Equal(status, (int)answer.Status);
        Assert.Contains($"<h1>{title}</h1>", answer.Html, StringComparison.Ordinal);
        Assert.Contains("""<a href="/app/login">Sign in by e-mail</a>""", answer.Html, StringComparison.Ordinal);
        Assert.Empty(answer.SetCookies);
        Assert.Empty(Sessions.Items);
        Assert.Equal([@event], Events);
    }

    [Theory]
    [InlineData(RedeemOutcome.MissingVerifier)]
    [InlineData(RedeemOutcome.WrongVerifier)]
    public async Task TokenThatIsStillGood_CanBeTriedAgainFromThePage(RedeemOutcome outcome)
    {
        Auth.Outcome = outcome;
        var html = (await Visitor.RedeemAsync(Token)).Html;

        Assert.Contains($"""name="token" value="{Token}">""", html, StringComparison.Ordinal);
        Assert.Contains("name=\"code_verifier\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("  " + Verifier + "\n", Verifier)]
    [InlineData("#" + Verifier, Verifier)]
    [InlineData("", null)]
    [InlineData("#", null)]
    public async Task PastedVerifier_IsTakenAsItWasMeant(string pasted, string? sent)
    {
        await Visitor.RedeemAsync(Token, pasted);

        Assert.Equal([(Token, sent)], Auth.Redemptions);
    }

    [Fact]
    public async Task SilentAuthService_IsAPageThatTriesAgain_WithTokenAndVerifier()
    {
        Auth.Silent = true;
        var answer = await Visitor.RedeemAsync(Token, Verifier);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.NotNull(answer.Response.Headers.RetryAfter);
        Assert.Equal(["AuthServiceSilent"], Events);
        Auth.Silent = false;
        var fields = Regex.Matches(answer.Html, "type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")
            .Select(field => (field.Groups[1].Value, field.Groups[2].Value)).ToArray();
        Assert.Equal(HttpStatusCode.SeeOther, (await Visitor.PostAsync("/login/sso", fields)).Status);
        Assert.Equal((Token, Verifier), Auth.Redemptions[^1]);
    }

    [Fact]
    public async Task UsedToken_OfTheSessionThatItOpened_LeadsToTheWelcomePage()
    {
        await Visitor.RedeemAsync(Token, Verifier);
        var session = Visitor.SessionCookie;

        var again = await Visitor.RedeemAsync(Token, Verifier);

        Assert.Equal((HttpStatusCode.SeeOther, "/app/welcome"), (again.Status, again.Location));
        Assert.Equal(session, Visitor.SessionCookie);
        Assert.Single(Sessions.Items);
        Assert.Equal(["LoggedIn", "LoggedInBefore"], Events);
    }

    [Fact]
    public async Task UsedToken_InAnotherBrowser_OrWithTheSessionOfAnotherToken_IsRefused()
    {
        await Visitor.RedeemAsync(Token, Verifier);

        using var stranger = new Browser(Address);
        Assert.Equal(HttpStatusCode.Conflict, (await stranger.RedeemAsync(Token, Verifier)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await Visitor.RedeemAsync(Token + "x", Verifier)).Status);
        Time.Advance(TimeSpan.FromHours(12));
        Assert.Equal(HttpStatusCode.Conflict, (await Visitor.RedeemAsync(Token, Verifier)).Status);
    }

    [Fact]
    public async Task ParallelPosts_OpenOneSession()
    {
        var browsers = Enumerable.Range(0, 50).Select(_ => new Browser(Address)).ToList();
        var answers = await Task.WhenAll(browsers.Select(browser => browser.RedeemAsync(Token, Verifier)));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.SeeOther);
        Assert.Equal(49, answers.Count(answer => answer.Status == HttpStatusCode.Conflict));
        Assert.Single(Sessions.Items);
        browsers.ForEach(browser => browser.Dispose());
    }

    public static TheoryData<string> BadForms =>
    [
        "", "token=", "code_verifier=a", "token=a&token=b", "token=" + new string('a', 5000), "token=a%20b", "token=%3Cscript%3E",
        "token[]=a",
    ];

    [Theory]
    [MemberData(nameof(BadForms))]
    public async Task FormWithoutAPossibleToken_IsRefused_AndNobodyIsAsked(string body)
    {
        var answer = await Visitor.PostAsync("/login/sso", Browser.Form(body));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Empty(Auth.Redemptions);
        Assert.Equal(["LinkIncomplete"], Events);
    }

    [Fact]
    public async Task OversizedForm_IsRefused_AndNobodyIsAsked()
    {
        var manyFields = string.Join('&', Enumerable.Range(0, 100).Select(i => $"f{i}=1")) + $"&token={Token}";
        foreach (var body in new[] { $"token={new string('a', 20_000)}", manyFields, new string('a', 1000) + "=1" })
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Visitor.PostAsync("/login/sso", Browser.Form(body))).Status);

        Assert.Empty(Auth.Redemptions);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task OtherContentType_IsRefused(string contentType)
    {
        using var content = new StringContent($"token={Token}");
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await Visitor.PostAsync("/login/sso", content)).Status);
        Assert.Empty(Auth.Redemptions);
        Assert.Equal(["FormRefused"], Events);
    }
}
