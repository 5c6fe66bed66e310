using AuthService.OfferLogin;
using AuthService.Tokens;
using Contracts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Services.Tests.Support;
using OfferLoginCommand = Contracts.OfferLogin;

namespace Services.Tests.AuthService;

public class OfferLoginTests
{
    private const string MainApp = "https://app.example.com";

    private static readonly Identity Buyer = new(
        "usr_1", Events.Email, new PurchasedProduct("pur_1", "prod_premium_tier", 99.99m, "USD"));

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly LocalKey key = new();
    private readonly InMemoryTokens tokens = new();

    [Fact]
    public async Task NewUsersToken_IsOfferedAgainAndAgain()
    {
        var token = await IssueAsync();
        var expected = new LoginAnswer(new LoginLink($"{MainApp}/login/sso?token={token.Jwt}", token.ExpiresAt));

        Assert.Equal(expected, await OfferAsync());
        time.Advance(TimeSpan.FromSeconds(299));
        Assert.Equal(expected, await OfferAsync());
    }

    /// <summary>Paying with a customer's address must not log anybody in as that customer.</summary>
    [Fact]
    public async Task KnownUsersToken_IsNotOfferedToWhoeverPaid_NorRenewed()
    {
        var token = await IssueAsync(forNewUser: false);
        Assert.Equal(SignInReason.ReturningCustomer, await ReasonAsync());
        time.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(SignInReason.ReturningCustomer, await ReasonAsync());
        Assert.Equal(token.TokenId, tokens.Items["pur_1"].TokenId);
    }

    [Fact]
    public async Task ExpiredToken_IsRenewedOnce_ForTheSameIdentityAndChallenge()
    {
        var token = await IssueAsync();
        time.Advance(TimeSpan.FromMinutes(5));

        var fresh = (await OfferAsync()).Login!;
        Assert.NotEqual($"{MainApp}/login/sso?token={token.Jwt}", fresh.Url);
        Assert.Equal(time.GetUtcNow().AddMinutes(5), fresh.ExpiresAt);
        Assert.Equal(fresh, (await OfferAsync()).Login);
        var stored = tokens.Items["pur_1"];
        Assert.Equal((Buyer, token.CodeChallenge, true), (stored.Identity, stored.CodeChallenge, stored.Renewed));

        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(SignInReason.Expired, await ReasonAsync());
        Assert.Equal(2, key.Signatures); // polls that can't bring a link cost no signature
    }

    [Fact]
    public async Task ManyPollsOfAnExpiredToken_GetOneFreshToken()
    {
        await IssueAsync();
        time.Advance(TimeSpan.FromMinutes(5));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(OfferAsync)));
        Assert.Single(answers.Select(answer => answer.Login!.Url).Distinct());
    }

    [Fact]
    public async Task UsedToken_IsNeitherOfferedNorRenewed()
    {
        var token = await IssueAsync();
        await tokens.RedeemAsync(token.LoginId, token.TokenId, token.CodeChallenge, default);

        Assert.Equal(SignInReason.Redeemed, await ReasonAsync());
        time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(SignInReason.Redeemed, await ReasonAsync());
    }

    [Fact]
    public async Task TokenThatIsUsedWhileItIsRenewed_IsSaidToBeUsed()
    {
        var token = await IssueAsync();
        time.Advance(TimeSpan.FromMinutes(5));
        tokens.BeforeRenewal = () => tokens.RedeemAsync(token.LoginId, token.TokenId, token.CodeChallenge, default);

        Assert.Equal(SignInReason.Redeemed, await ReasonAsync());
    }

    [Fact]
    public async Task WithdrawnToken_AndNoToken_LeaveTheWayByEmail()
    {
        Assert.Equal(SignInReason.Unavailable, await ReasonAsync());
        await IssueAsync();
        await tokens.WithdrawAsync("pur_1", default);
        Assert.Equal(SignInReason.Unavailable, await ReasonAsync());
    }

    private async Task<LoginToken> IssueAsync(bool forNewUser = true)
    {
        var token = await Mint().MintAsync(Buyer, forNewUser, "challenge", default);
        await tokens.StoreAsync(token, default);
        return token;
    }

    private TokenMint Mint() => new(key, "issuer", MainApp, TimeSpan.FromMinutes(5), time);

    private Task<LoginAnswer> OfferAsync() =>
        new Handler(tokens, Mint(), MainApp, time, NullLogger.Instance).HandleAsync(new OfferLoginCommand("pur_1"), default);

    /// <summary>The reason for there being no link.</summary>
    private async Task<SignInReason> ReasonAsync()
    {
        var answer = await OfferAsync();
        Assert.Null(answer.Login);
        Assert.Equal($"{MainApp}/login", answer.SignIn!.Url);
        return answer.SignIn.Reason;
    }
}
