using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Services.Tests.MainApp.Support;

namespace Services.Tests.MainApp;

public partial class LandingTests : AppUnderTest
{
    [Fact]
    public async Task Landing_UsesNothingUp_AndCallsNothing()
    {
        for (var visit = 0; visit < 3; visit++)
            Assert.Equal(HttpStatusCode.OK, (await Visitor.GetAsync($"/login/sso?token={Token}")).Status);

        Assert.Empty(Auth.Redemptions);
        Assert.Empty(Sessions.Items);
    }

    [Fact]
    public async Task Landing_HoldsAFormThatWorksWithoutScripts()
    {
        var answer = await Visitor.GetAsync($"/login/sso?token={Token}");

        Assert.Contains("""<form id="login" method="post" action="/app/login/sso">""", answer.Html, StringComparison.Ordinal);
        Assert.Contains($"""<input type="hidden" name="token" value="{Token}">""", answer.Html, StringComparison.Ordinal);
        Assert.Matches("(?s)<noscript>.*name=\"code_verifier\".*</noscript>", answer.Html);
        Assert.Contains("<button type=\"submit\">", answer.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Landing_CleansItsAddress_BeforeItPosts()
    {
        var script = Script().Match((await Visitor.GetAsync($"/login/sso?token={Token}")).Html).Groups[1].Value;

        var cleans = script.IndexOf("history.replaceState", StringComparison.Ordinal);
        var posts = script.IndexOf("form.submit()", StringComparison.Ordinal);
        Assert.True(0 < cleans && cleans < posts, script);
    }

    [Fact]
    public async Task Landing_IsOneSmallRequest_WhoseScriptAndStyleThePolicyNames()
    {
        var answer = await Visitor.GetAsync($"/login/sso?token={Token}");
        var policy = answer.Header("Content-Security-Policy");

        Assert.True(answer.Html.Length < 6 * 1024, $"{answer.Html.Length} characters");
        Assert.DoesNotMatch("(src|href)=\"(?!data:|/app/)", answer.Html);
        Assert.Contains($"script-src {HashOf(Script().Match(answer.Html).Groups[1].Value)}", policy, StringComparison.Ordinal);
        Assert.Contains($"style-src {HashOf(Style().Match(answer.Html).Groups[1].Value)}", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    public static TheoryData<string> BadQueries =>
    [
        "", "?token=", "?other=1", "?token=a&token=b", "?token=" + new string('a', 4097), "?token=a%20b", "?token=%22%3E%3Cscript%3E",
        "?token=%0d%0aSet-Cookie:%20a=b", "?token=%00", "?token=%F0%9F%92%A9",
    ];

    [Theory]
    [MemberData(nameof(BadQueries))]
    public async Task QueryWithoutAPossibleToken_GetsAFriendlyPage_AndIsNotRepeatedThere(string query)
    {
        var answer = await Visitor.GetAsync($"/login/sso{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("<h1>This link is incomplete</h1>", answer.Html, StringComparison.Ordinal);
        Assert.Contains("href=\"/app/login\"", answer.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", answer.Html, StringComparison.Ordinal);
        Assert.Empty(answer.SetCookies);
        Assert.Equal(["LinkIncomplete"], Events);
    }

    private static string HashOf(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    [GeneratedRegex("(?s)<script>(.*)</script>")]
    private static partial Regex Script();

    [GeneratedRegex("(?s)<style>(.*)</style>")]
    private static partial Regex Style();
}
