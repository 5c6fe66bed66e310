using System.Net;
using Services.Tests.MainApp.Support;

namespace Services.Tests.MainApp;

public class RedirectTests : AppUnderTest
{
    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("X-Forwarded-Host", "evil.example")]
    [InlineData("X-Forwarded-Prefix", "//evil.example")]
    [InlineData("Forwarded", "host=evil.example")]
    [InlineData("X-Original-URL", "//evil.example/")]
    [InlineData("Referer", "https://evil.example/")]
    public async Task NoHeader_ChoosesWhereALoginLeads(string name, string value)
    {
        Visitor.Headers[name] = value;
        var answer = await Visitor.RedeemAsync(Token);

        Assert.Equal((HttpStatusCode.SeeOther, "/app/welcome"), (answer.Status, answer.Location));
    }

    [Theory]
    [InlineData("/login/sso?next=https://evil.example&returnUrl=//evil.example&redirect_uri=//evil.example")]
    [InlineData("/login/sso?/../..//evil.example")]
    public async Task NoQuery_ChoosesWhereALoginLeads(string path)
    {
        var answer = await Visitor.PostAsync(path, ("token", Token), ("next", "https://evil.example"), ("redirect_uri", "//evil.example"));

        Assert.Equal((HttpStatusCode.SeeOther, "/app/welcome"), (answer.Status, answer.Location));
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("//evil.example/login")]
    [InlineData("/%0d%0aSet-Cookie:a=b")]
    [InlineData("/\\evil.example")]
    public async Task EvilPath_LeadsNowhereElse(string path)
    {
        var answer = await Visitor.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Null(answer.Location);
    }

    [Fact]
    public async Task LineBreaksInAForm_MakeNoHeader()
    {
        var answer = await Visitor.PostAsync(
            "/login/sso", Browser.Form($"token={Token}%0d%0aSet-Cookie:%20evil=1&code_verifier=a%0d%0aLocation:%20//evil.example"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Empty(answer.SetCookies);
        Assert.Null(answer.Location);
    }
}

/// <summary>Hosting that takes the prefix from a path with two slashes in front: it would name another host.</summary>
public class EvilPrefixTests : AppUnderTest
{
    protected override string Prefix => "//evil.example";

    [Fact]
    public async Task Login_StaysOnThisHost()
    {
        var answer = await Visitor.RedeemAsync(Token);

        Assert.Equal("/evil.example/welcome", answer.Location);
        Assert.DoesNotContain("\"//", (await Visitor.GetAsync("/welcome")).Html, StringComparison.Ordinal);
    }
}
