using System.Text.Json;
using System.Text.Json.Nodes;
using AuthService.Tokens;
using Contracts;

namespace Services.Tests.AuthService;

/// <summary>What a token of ours may claim. All these tokens are signed with the right key.</summary>
public sealed class TokenVerifierTests : IDisposable
{
    private readonly Forge forge = new();

    [Fact]
    public async Task GoodToken_IsGenuine() =>
        Assert.Equal(new Verification.Genuine("pur_1", "t1", Expired: false), await forge.VerifyAsync(forge.Sign()));

    [Fact]
    public async Task TokenOfTheMint_IsGenuine_UntilItExpires()
    {
        var mint = new TokenMint(forge.Key, Forge.Issuer, Forge.Audience, TimeSpan.FromMinutes(5), forge.Time);
        var token = await mint.MintAsync(new Identity("usr_1", "a@example.com"), true, null, default);
        var genuine = new Verification.Genuine(token.TokenId, token.TokenId, Expired: false);

        Assert.Equal(genuine, await forge.VerifyAsync(token.Jwt));
        forge.Time.Advance(TimeSpan.FromSeconds(304)); // clocks may differ by five seconds
        Assert.Equal(genuine, await forge.VerifyAsync(token.Jwt));
        forge.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(genuine with { Expired = true }, await forge.VerifyAsync(token.Jwt));
    }

    [Theory]
    [InlineData("https://other.example.com")]
    [InlineData("https://app.example.com/")]
    [InlineData("https://APP.example.com")]
    [InlineData("https://app.example.com.evil.example")]
    [InlineData("")]
    public async Task OtherAudience_IsRefused_ExpiredOrNot(string audience)
    {
        var token = forge.Sign(claims: With("aud", audience));
        Assert.Equal(RedeemOutcome.WrongAudience, await OutcomeAsync(token));
        forge.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(RedeemOutcome.WrongAudience, await OutcomeAsync(token));
    }

    [Theory]
    [InlineData("someone-else")]
    [InlineData("AWSPLATFORM-AUTH")]
    [InlineData("awsplatform-auth ")]
    public async Task OtherIssuer_IsForged(string issuer) => 
        Assert.Equal(RedeemOutcome.Forged, await OutcomeAsync(forge.Sign(claims: With("iss", issuer))));

    [Theory]
    [InlineData("nbf", 5, null)]
    [InlineData("nbf", 6, RedeemOutcome.Forged)]
    [InlineData("iat", 5, null)]
    [InlineData("iat", 6, RedeemOutcome.Forged)]
    public async Task TimeInTheFuture_IsForged_BeyondWhatClocksMayDiffer(string claim, int secondsAhead, RedeemOutcome? expected) =>
        Assert.Equal(expected, await OutcomeAsync(forge.Sign(claims: With(claim, forge.Now + secondsAhead))));

    [Theory]
    [InlineData(long.MaxValue, false)]
    [InlineData(0, true)]
    [InlineData(-1, true)]
    [InlineData(long.MinValue, true)]
    public async Task AnyExpiry_IsUnderstood(long expiry, bool expired) => Assert.Equal(
        new Verification.Genuine("pur_1", "t1", expired), await forge.VerifyAsync(forge.Sign(claims: With("exp", expiry))));

    public static TheoryData<string> Claims => ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"];

    [Theory]
    [MemberData(nameof(Claims))]
    public async Task MissingClaim_IsForged(string claim)
    {
        var claims = JsonNode.Parse(forge.Claims)!.AsObject();
        claims.Remove(claim);
        await forge.AssertForgedAsync(forge.Sign(claims: claims.ToJsonString()));
    }

    [Theory]
    [MemberData(nameof(Claims))]
    public async Task ClaimOfAnotherType_IsForged(string claim)
    {
        var right = JsonNode.Parse(forge.Claims)![claim]!;
        var (isText, member) = (right.GetValueKind() == JsonValueKind.String, $"\"{claim}\":{right.ToJsonString()}");
        Assert.Contains(member, forge.Claims, StringComparison.Ordinal);
        var wrongs = new[] { "null", "true", "{}", "[]", $"[{right.ToJsonString()}]", "1.5", "1e400", isText ? "7" : $"\"{right}\"" };
        foreach (var wrong in wrongs)
            await forge.AssertForgedAsync(forge.Sign(claims: forge.Claims.Replace(member, $"\"{claim}\":{wrong}")));
    }

    [Theory]
    [MemberData(nameof(Claims))]
    public async Task ClaimThatStandsTwice_IsForged_WhicheverComesFirst(string claim)
    {
        var right = JsonNode.Parse(forge.Claims)![claim]!.ToJsonString();
        await forge.AssertForgedAsync(forge.Sign(claims: forge.Claims.TrimEnd().TrimEnd('}') + $",\"{claim}\":{right}}}"));
        await forge.AssertForgedAsync(forge.Sign(claims: "{" + $"\"{claim}\":\"other\"," + forge.Claims.TrimStart().TrimStart('{')));
    }

    [Fact]
    public async Task ClaimThatIsNotKnownYet_IsIgnored_ButNotTwice()
    {
        var newer = forge.Sign(claims: With("plan", new JsonObject { ["name"] = "gold" }));
        Assert.IsType<Verification.Genuine>(await forge.VerifyAsync(newer));
        await forge.AssertForgedAsync(forge.Sign(claims: forge.Claims.Replace("{", """{"plan":1,"plan":2,""")));
        await forge.AssertForgedAsync(forge.Sign(claims: forge.Claims.Replace("{", """{"plan":{"a":1,"a":2},""")));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("")]
    [InlineData("{} {}")]
    [InlineData("{\"iss\":")]
    public async Task ClaimsThatAreNoObject_AreForged(string claims) => await forge.AssertForgedAsync(forge.Sign(claims: claims));

    public void Dispose() => forge.Dispose();

    private string With(string claim, JsonNode value)
    {
        var claims = JsonNode.Parse(forge.Claims)!.AsObject();
        claims[claim] = value;
        return claims.ToJsonString();
    }

    private async Task<RedeemOutcome?> OutcomeAsync(string token) => (await forge.VerifyAsync(token) as Verification.Refused)?.Outcome;
}
