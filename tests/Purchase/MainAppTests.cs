using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Local.ApiGateway;
using Local.Lambda;
using Microsoft.Extensions.DependencyInjection;
using Purchase.Tests.Support;

namespace Purchase.Tests;

/// <summary>From the checkout to the welcome page and out again, as a browser without scripts goes there.</summary>
[Collection(nameof(OpenShop))]
public class MainAppTests(Shop shop)
{
    [SkippableFact]
    public async Task Buyer_LandsOnTheWelcomePage_WithThePurchase()
    {
        var (email, proofKey) = (Shop.NewEmail(), ProofKey.New());
        var purchase = await shop.BuyAsync(email, proofKey: proofKey);
        using var visitor = NewVisitor();
        visitor.Headers["Sec-Fetch-Site"] = "cross-site"; // from the shop
        var landing = await visitor.GetAsync(await LoginUrlAsync(purchase));

        Assert.Equal((HttpStatusCode.OK, "Signing you in"), (landing.Status, landing.Heading));
        Assert.Equal("text/html; charset=utf-8", landing.Response.Content.Headers.ContentType!.ToString());
        Assert.Empty(visitor.Cookies);

        visitor.Headers["Sec-Fetch-Site"] = "same-origin";
        var answer = await visitor.PostAsync("/app/login/sso", [.. landing.HiddenFields, ("code_verifier", proofKey.Verifier)]);
        Assert.Equal((HttpStatusCode.SeeOther, "/app/welcome"), (answer.Status, answer.Response.Headers.Location!.ToString()));
        Assert.Matches("^[A-Za-z0-9_-]{43}$", Assert.Single(visitor.Cookies).Value);

        var welcome = await visitor.FollowAsync(answer);
        Assert.Equal((HttpStatusCode.OK, "Welcome"), (welcome.Status, welcome.Heading));
        foreach (var shown in new[] { email, "Premium", "99.99 USD", purchase.PurchaseId })
            Assert.Contains(shown, welcome.Html, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task UsedLink_LeadsItsOwnBrowserBack_AndNobodyElse()
    {
        using var visitor = NewVisitor();
        var fields = await LogInAsync(visitor);

        Assert.Equal("Welcome", (await visitor.FollowAsync(await visitor.PostAsync("/app/login/sso", fields))).Heading);
        using var stranger = NewVisitor();
        var refusal = await stranger.PostAsync("/app/login/sso", fields);
        Assert.Equal((HttpStatusCode.Conflict, "This link has been used"), (refusal.Status, refusal.Heading));
        Assert.Empty(stranger.Cookies);
    }

    [SkippableFact]
    public async Task LeakedLink_IsUselessWithoutTheVerifier_AndStillGoodForTheBuyer()
    {
        var proofKey = ProofKey.New();
        var token = await shop.LoginTokenAsync(await shop.BuyAsync(proofKey: proofKey));
        using var thief = NewVisitor();

        Assert.Equal("The second half of this link is missing", (await thief.PostAsync("/app/login/sso", ("token", token))).Heading);
        Assert.Equal("The two halves of this link don't match",
            (await thief.PostAsync("/app/login/sso", ("token", token), ("code_verifier", ProofKey.New().Verifier))).Heading);
        Assert.Equal("This link is not one of ours",
            (await thief.PostAsync("/app/login/sso", ("token", token[..^4] + "AAAA"), ("code_verifier", proofKey.Verifier))).Heading);
        Assert.Empty(thief.Cookies);
        using var buyer = NewVisitor();
        Assert.Equal(HttpStatusCode.SeeOther,
            (await buyer.PostAsync("/app/login/sso", ("token", token), ("code_verifier", proofKey.Verifier))).Status);
    }

    [SkippableFact]
    public async Task PostsAtOnce_OpenOneSession()
    {
        var proofKey = ProofKey.New();
        var token = await shop.LoginTokenAsync(await shop.BuyAsync(proofKey: proofKey));
        var visitors = Enumerable.Range(0, 20).Select(_ => NewVisitor()).ToList();

        var answers = await Task.WhenAll(visitors.Select(visitor =>
            visitor.PostAsync("/app/login/sso", ("token", token), ("code_verifier", proofKey.Verifier))));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.SeeOther);
        Assert.Equal(19, answers.Count(answer => answer.Status == HttpStatusCode.Conflict));
        Assert.Single(visitors, visitor => visitor.Cookies.Count > 0);
        visitors.ForEach(visitor => visitor.Dispose());
    }

    [SkippableFact]
    public async Task Table_KnowsTheSessionByAHash_AndForgetsItAfterTwelveHours()
    {
        using var visitor = NewVisitor();
        await LogInAsync(visitor);
        var cookie = visitor.Cookies.Single().Value;

        var hash = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(cookie)));
        var session = await shop.ItemAsync("Sessions", "sessionKey", hash);
        Assert.DoesNotContain(session!.Values, attribute => attribute.S == cookie);
        var left = long.Parse(session["ttl"].N, CultureInfo.InvariantCulture) - TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        Assert.InRange(left, TimeSpan.FromHours(11).TotalSeconds, TimeSpan.FromHours(12).TotalSeconds);
    }

    [SkippableFact]
    public async Task Logout_EndsTheSession_AlsoForWhoeverHasTheCookie()
    {
        using var visitor = NewVisitor();
        await LogInAsync(visitor);
        var stolen = visitor.Cookies.Single();

        var goodbye = await visitor.FollowAsync(await visitor.PostAsync("/app/logout"));
        Assert.Equal("You are signed out", goodbye.Heading);
        Assert.Empty(visitor.Cookies);
        using var thief = NewVisitor();
        thief.Cookies[stolen.Key] = stolen.Value;
        Assert.Equal("Sign in", (await thief.FollowAsync(await thief.GetAsync("/app/welcome"))).Heading);
    }

    [SkippableFact]
    public async Task PostOfAnotherSite_IsRefused_BehindTheGatewayToo()
    {
        using var visitor = NewVisitor();
        await LogInAsync(visitor);
        visitor.Headers["Sec-Fetch-Site"] = "cross-site";
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.PostAsync("/app/logout")).Status);

        visitor.Headers.Remove("Sec-Fetch-Site"); // an older browser
        visitor.Headers["Origin"] = "https://evil.example";
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.PostAsync("/app/logout")).Status);
        visitor.Headers["Origin"] = shop.Cloud.PublicUrl.GetLeftPart(UriPartial.Authority);
        Assert.Equal(HttpStatusCode.SeeOther, (await visitor.PostAsync("/app/logout")).Status);
    }

    [SkippableTheory]
    [InlineData("/app", "Sign in")]
    [InlineData("/app/", "Sign in")]
    [InlineData("/app/welcome", "Sign in")]
    [InlineData("/app/login/sso", "This link is incomplete")]
    [InlineData("/app/nothing", "There is nothing here")]
    [InlineData("/app//evil.example/", "There is nothing here")]
    public async Task WhateverIsAsked_IsAnsweredByAPageOfThisHost(string path, string heading)
    {
        using var visitor = NewVisitor();
        var page = await visitor.GetAsync(path);
        for (var redirects = 0; page.Status == HttpStatusCode.SeeOther && redirects < 3; redirects++)
            page = await visitor.FollowAsync(page);

        Assert.Equal((heading, shop.Cloud.PublicUrl.Host), (page.Heading, page.Url.Host));
        Assert.Equal("no-store", page.Response.Headers.CacheControl!.ToString());
        Assert.Equal("no-referrer", Assert.Single(page.Response.Headers.GetValues("Referrer-Policy")));
        Assert.Single(page.Response.Headers.GetValues("Content-Security-Policy"));
    }

    [SkippableFact]
    public async Task Logs_HoldNeitherTokenNorVerifierNorSession()
    {
        using var visitor = NewVisitor();
        var fields = await LogInAsync(visitor);
        await visitor.FollowAsync(await visitor.PostAsync("/app/login/sso", fields));

        var log = shop.Cloud.Services.GetRequiredService<FunctionLog>();
        var functions = shop.Cloud.Services.GetRequiredService<FunctionInvoker>().Functions;
        var lines = functions.SelectMany(function => log.Read(function.Name)).Select(line => line.Text)
            .Concat(shop.Cloud.Services.GetRequiredService<AccessLog>().Lines).ToList();
        Assert.Contains(lines, line => line.Contains("\"event\":\"LoggedInBefore\"", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("/app/login/sso", StringComparison.Ordinal));
        foreach (var secret in fields.Select(field => field.Value).Append(visitor.Cookies.Single().Value))
            Assert.DoesNotContain(lines, line => line.Contains(secret, StringComparison.Ordinal));
    }

    private Visitor NewVisitor() => new(shop.Cloud.PublicUrl);

    private async Task<string> LoginUrlAsync(CheckoutAnswer purchase) =>
        (await shop.WaitForAsync(purchase, "COMPLETED")).GetProperty("login").GetProperty("url").GetString()!;

    /// <summary>Buys and logs in. Gives the fields of the form that did it.</summary>
    private async Task<(string Name, string Value)[]> LogInAsync(Visitor visitor)
    {
        var proofKey = ProofKey.New();
        var landing = await visitor.GetAsync(await LoginUrlAsync(await shop.BuyAsync(proofKey: proofKey)));
        (string, string)[] fields = [.. landing.HiddenFields, ("code_verifier", proofKey.Verifier)];
        Assert.Equal(HttpStatusCode.SeeOther, (await visitor.PostAsync("/app/login/sso", fields)).Status);
        return fields;
    }
}
