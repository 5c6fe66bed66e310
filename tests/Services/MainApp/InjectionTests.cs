using Contracts;
using MainApp.Pages;
using Services.Tests.MainApp.Support;

namespace Services.Tests.MainApp;

/// <summary>Markup, quotes and line breaks wherever text comes from outside.</summary>
public class InjectionTests : AppUnderTest
{
    private const string Attack = "\"><img src=x onerror=alert(1)>'`{{7*7}}</title></style></script><script>alert(1)</script>";

    [Fact]
    public async Task WelcomePage_ShowsMarkupAsText()
    {
        Auth.Identity = new Identity("usr_1", $"{Attack}@example.com", new PurchasedProduct(Attack, Attack, 1m, Attack));
        await Visitor.RedeemAsync(Token);
        AssertHarmless((await Visitor.GetAsync("/welcome")).Html, forms: 1);
    }

    [Fact]
    public async Task SignInPage_ShowsMarkupAsText() =>
        AssertHarmless((await Visitor.PostAsync("/login", ("email", Attack))).Html, forms: 1);

    [Fact]
    public async Task RetryPage_KeepsAVerifierAsText()
    {
        Auth.Silent = true;
        AssertHarmless((await Visitor.RedeemAsync(Token, Attack)).Html, forms: 1);
    }

    [Fact]
    public void Markup_EncodesEveryValue_ExceptMarkup()
    {
        var inner = Markup.Of($"<b>{"<&>\"'"}</b>");

        Assert.Equal("<p><b>&lt;&amp;&gt;&quot;&#x27;</b></p>", Markup.Of($"<p>{inner}</p>").ToString());
        Assert.Equal("[]", Markup.Of($"[{(string?)null}{Markup.Empty}]").ToString());
    }

    [Fact]
    public async Task Log_HoldsNoTokenVerifierSessionOrAddress()
    {
        foreach (var outcome in Enum.GetValues<RedeemOutcome>())
        {
            Auth.Outcome = outcome;
            await Visitor.RedeemAsync(Token, Verifier);
        }
        Auth.Silent = true;
        await Visitor.RedeemAsync(Token, Verifier);
        await Visitor.PostAsync("/login", ("email", "new.user@example.com"));
        Auth.Silent = false;
        await Visitor.PostAsync("/login", ("email", "new.user@example.com"));
        await Visitor.GetAsync($"/login/sso?token={Token}!");
        var session = Visitor.SessionCookie!;
        Sessions.Error = new InvalidOperationException("the table is away");
        Auth.Outcome = RedeemOutcome.Redeemed;
        await Visitor.RedeemAsync(Token, Verifier);

        Assert.Equal(13, Log.Count);
        foreach (var secret in new[] { Token, Token[..20], Verifier, session, "new.user", "example.com" })
            Assert.DoesNotContain(secret, LogText, StringComparison.Ordinal);
        Assert.All(Log, line => Assert.NotEmpty(line.GetProperty("requestId").GetString()!));
    }

    private static void AssertHarmless(string html, int forms)
    {
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", html, StringComparison.Ordinal);
        Assert.Equal(forms, html.Split("<form").Length - 1);
    }
}
