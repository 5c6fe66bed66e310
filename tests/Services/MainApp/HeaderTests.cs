using System.Net;
using Contracts;
using Services.Tests.MainApp.Support;

namespace Services.Tests.MainApp;

public class HeaderTests : AppUnderTest
{
    [Fact]
    public async Task EveryAnswer_HasTheSecurityHeaders()
    {
        var answers = new List<Answer>
        {
            await Visitor.GetAsync("/"),
            await Visitor.GetAsync("/nothing-here"),
            await Visitor.GetAsync("/login"),
            await Visitor.GetAsync("/login/sso"),
            await Visitor.GetAsync($"/login/sso?token={Token}"),
            await Visitor.PostAsync("/login/sso", Browser.Form("")),
            await Visitor.RedeemAsync(Token),
            await Visitor.GetAsync("/welcome"),
            await Visitor.PostAsync("/login", ("email", "a@example.com")),
            await Visitor.PostAsync("/logout"),
            await Visitor.GetAsync("/signed-out"),
        };
        Auth.Silent = true;
        answers.Add(await Visitor.RedeemAsync(Token));
        Auth.Silent = false;
        Auth.Outcome = RedeemOutcome.Redeemed;
        Sessions.Error = new InvalidOperationException();
        answers.Add(await Visitor.RedeemAsync(Token));
        Visitor.Headers["Sec-Fetch-Site"] = "cross-site";
        answers.Add(await Visitor.PostAsync("/logout"));

        Assert.Equal([200, 303, 400, 403, 404, 500, 503], answers.Select(answer => (int)answer.Status).Distinct().Order());
        Assert.All(answers, answer =>
        {
            Assert.Equal("no-referrer", answer.Header("Referrer-Policy"));
            Assert.Equal("no-store", answer.Header("Cache-Control"));
            Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
            Assert.Equal("same-origin", answer.Header("Cross-Origin-Opener-Policy"));
            Assert.Equal("noindex", answer.Header("X-Robots-Tag"));
            Assert.Matches("^max-age=\\d{8,}$", answer.Header("Strict-Transport-Security"));
            var policy = answer.Header("Content-Security-Policy");
            Assert.StartsWith(
                "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task OnlyTheLandingPage_MayRunAScript()
    {
        var landing = await Visitor.GetAsync($"/login/sso?token={Token}");
        Assert.Contains("script-src 'sha256-", landing.Header("Content-Security-Policy"), StringComparison.Ordinal);
        await Visitor.RedeemAsync(Token);
        foreach (var path in new[] { "/welcome", "/login", "/login/sso", "/signed-out", "/nothing-here" })
        {
            var answer = await Visitor.GetAsync(path);
            Assert.DoesNotContain("script", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
            Assert.DoesNotContain("<script", answer.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task EveryPage_HasALanguageATitleOneHeadingAndLandmarks()
    {
        foreach (var path in new[] { "/login", "/login/sso", $"/login/sso?token={Token}", "/signed-out", "/nothing-here" })
        {
            var html = (await Visitor.GetAsync(path)).Html;
            Assert.StartsWith("<!doctype html>\n<html lang=\"en\">", html, StringComparison.Ordinal);
            foreach (var element in new[] { "<title>", "<header>", "<main>", "<footer>", "<h1>" })
                Assert.Equal(2, html.Split(element).Length);
        }
    }

    [Fact]
    public async Task UnknownPath_IsAPage_ThatDoesNotRepeatThePath()
    {
        var answer = await Visitor.GetAsync("/%3Cscript%3Ealert(1)%3C/script%3E");

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.DoesNotContain("alert", answer.Html, StringComparison.Ordinal);
    }
}
