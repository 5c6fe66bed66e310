using AuthService.Tokens;
using Contracts;

namespace Services.Tests.AuthService.TokenCache;

/// <summary>What every token cache promises. Each implementation runs these tests against the real thing.</summary>
public abstract class TokenCacheContract
{
    protected const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    protected const string AnotherChallenge = "another-challenge-of-the-same-length-0123456";

    protected static readonly Identity Buyer = new(
        "usr_1", "new.user@example.com", new PurchasedProduct("pur_1", "prod_premium_tier", 99.99m, "USD"));

    protected abstract ITokens Tokens { get; }

    [Fact]
    public async Task StoredToken_IsFound_AsItWasStored()
    {
        var token = NewToken();

        Assert.Null(await Tokens.StoreAsync(token, default));
        Assert.Equal(token, await Tokens.FindAsync(token.LoginId, default));
    }

    [Fact]
    public async Task LoginByEmail_HasNoPurchaseAndNoChallenge()
    {
        var token = NewToken(challenge: null) with { Identity = Buyer with { Purchase = null }, ForNewUser = false };
        await Tokens.StoreAsync(token, default);

        Assert.Equal(token, await Tokens.FindAsync(token.LoginId, default));
    }

    [Fact]
    public async Task UnknownLogin_IsNotFound_AndNotRedeemedAndNotRenewed()
    {
        var token = NewToken();

        Assert.Null(await Tokens.FindAsync(token.LoginId, default));
        Assert.Equal(new Redemption(false, null), await Tokens.RedeemAsync(token.LoginId, token.TokenId, Challenge, default));
        Assert.False(await Tokens.RenewAsync(token, "t0", default));
        Assert.Null(await Tokens.FindAsync(token.LoginId, default));
    }

    [Fact]
    public async Task SecondStore_ChangesNothing_AndTellsWhatIsThere()
    {
        var token = NewToken();
        await Tokens.StoreAsync(token, default);

        Assert.Equal(token, await Tokens.StoreAsync(Fresh(token), default));
        Assert.Equal(token, await Tokens.FindAsync(token.LoginId, default));
    }

    [Fact]
    public async Task Redemption_GivesTheWholeToken_AndForgetsWhomItWasFor()
    {
        var token = NewToken();
        await Tokens.StoreAsync(token, default);

        Assert.Equal(new Redemption(true, token), await Tokens.RedeemAsync(token.LoginId, token.TokenId, Challenge, default));
        Assert.Equal(
            token with { State = LoginTokenState.Redeemed, Jwt = null, Identity = null }, await Tokens.FindAsync(token.LoginId, default));
    }

    [Fact]
    public async Task SecondRedemption_Loses_AndSeesThatTheTokenWasUsed()
    {
        var token = NewToken();
        await Tokens.StoreAsync(token, default);
        await Tokens.RedeemAsync(token.LoginId, token.TokenId, Challenge, default);

        var second = await Tokens.RedeemAsync(token.LoginId, token.TokenId, Challenge, default);
        Assert.Equal((false, LoginTokenState.Redeemed, null), (second.Won, second.Token!.State, second.Token.Identity));
    }

    [Theory]
    [InlineData(AnotherChallenge)]
    [InlineData(null)]
    public async Task WrongOrMissingChallenge_ConsumesNothing(string? challenge)
    {
        var token = NewToken();
        await Tokens.StoreAsync(token, default);

        Assert.Equal(new Redemption(false, token), await Tokens.RedeemAsync(token.LoginId, token.TokenId, challenge, default));
        Assert.True((await Tokens.RedeemAsync(token.LoginId, token.TokenId, Challenge, default)).Won);
    }

    [Fact]
    public async Task TokenWithoutAChallenge_TakesNone()
    {
        var token = NewToken(challenge: null);
        await Tokens.StoreAsync(token, default);

        Assert.False((await Tokens.RedeemAsync(token.LoginId, token.TokenId, Challenge, default)).Won);
        Assert.True((await Tokens.RedeemAsync(token.LoginId, token.TokenId, null, default)).Won);
    }

    [Fact]
    public async Task AnotherTokenOfTheLogin_IsNotRedeemed()
    {
        var token = NewToken();
        await Tokens.StoreAsync(token, default);

        Assert.False((await Tokens.RedeemAsync(token.LoginId, "t9", Challenge, default)).Won);
        Assert.True((await Tokens.RedeemAsync(token.LoginId, token.TokenId, Challenge, default)).Won);
    }

    [Fact]
    public async Task RenewedToken_TakesThePlaceOfTheExpiredOne_WithItsIdentityAndChallenge()
    {
        var token = NewToken();
        var fresh = Fresh(token);
        await Tokens.StoreAsync(token, default);

        Assert.True(await Tokens.RenewAsync(fresh, token.TokenId, default));
        Assert.Equal(fresh with { Renewed = true }, await Tokens.FindAsync(token.LoginId, default));
        Assert.False((await Tokens.RedeemAsync(token.LoginId, token.TokenId, Challenge, default)).Won);
        Assert.False((await Tokens.RedeemAsync(token.LoginId, fresh.TokenId, AnotherChallenge, default)).Won);
        Assert.Equal(Buyer, (await Tokens.RedeemAsync(token.LoginId, fresh.TokenId, Challenge, default)).Token!.Identity);
    }

    [Fact]
    public async Task Token_IsRenewedOnce_AndByNobodyWhoHasSeenAnotherOne()
    {
        var token = NewToken();
        var (fresh, third) = (Fresh(token), Fresh(token) with { TokenId = "t3" });
        await Tokens.StoreAsync(token, default);

        Assert.False(await Tokens.RenewAsync(third, "t9", default));
        Assert.True(await Tokens.RenewAsync(fresh, token.TokenId, default));
        Assert.False(await Tokens.RenewAsync(third, token.TokenId, default));
        Assert.False(await Tokens.RenewAsync(third, fresh.TokenId, default));
        Assert.Equal(fresh.TokenId, (await Tokens.FindAsync(token.LoginId, default))!.TokenId);
    }

    [Fact]
    public async Task RedeemedToken_IsNotRenewed()
    {
        var token = NewToken();
        await Tokens.StoreAsync(token, default);
        await Tokens.RedeemAsync(token.LoginId, token.TokenId, Challenge, default);

        Assert.False(await Tokens.RenewAsync(Fresh(token), token.TokenId, default));
        Assert.Equal(LoginTokenState.Redeemed, (await Tokens.FindAsync(token.LoginId, default))!.State);
    }

    [Fact]
    public async Task WithdrawnToken_IsNeitherRedeemedNorRenewedNorStoredAgain()
    {
        var token = NewToken();
        await Tokens.StoreAsync(token, default);
        await Tokens.WithdrawAsync(token.LoginId, default);

        var withdrawn = token with { State = LoginTokenState.Withdrawn, Jwt = null, Identity = null };
        Assert.Equal(withdrawn, await Tokens.FindAsync(token.LoginId, default));
        Assert.Equal(new Redemption(false, withdrawn), await Tokens.RedeemAsync(token.LoginId, token.TokenId, Challenge, default));
        Assert.False(await Tokens.RenewAsync(Fresh(token), token.TokenId, default));
        Assert.Equal(withdrawn, await Tokens.StoreAsync(token, default));
    }

    [Fact]
    public async Task WithdrawalThatComesFirst_LeavesATombstone()
    {
        var token = NewToken();
        await Tokens.WithdrawAsync(token.LoginId, default);
        await Tokens.WithdrawAsync(token.LoginId, default);

        Assert.Equal(LoginTokenState.Withdrawn, (await Tokens.StoreAsync(token, default))!.State);
        Assert.False((await Tokens.RedeemAsync(token.LoginId, token.TokenId, Challenge, default)).Won);
    }

    [Fact]
    public async Task WithdrawalAfterTheRedemption_IsTheLastWord()
    {
        var token = NewToken();
        await Tokens.StoreAsync(token, default);
        await Tokens.RedeemAsync(token.LoginId, token.TokenId, Challenge, default);
        await Tokens.WithdrawAsync(token.LoginId, default);

        Assert.Equal(LoginTokenState.Withdrawn, (await Tokens.FindAsync(token.LoginId, default))!.State);
    }

    [Fact]
    public async Task Logins_DoNotMeet()
    {
        var (first, second) = (NewToken(), NewToken());
        await Tokens.StoreAsync(first, default);
        await Tokens.StoreAsync(second, default);
        await Tokens.WithdrawAsync(first.LoginId, default);

        Assert.Equal(second, await Tokens.FindAsync(second.LoginId, default));
    }

    [Fact]
    public async Task HundredRedemptionsAtOnce_HaveOneWinner()
    {
        for (var round = 0; round < 10; round++)
        {
            var token = NewToken();
            await Tokens.StoreAsync(token, default);

            var redemptions = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ =>
                Task.Run(() => Tokens.RedeemAsync(token.LoginId, token.TokenId, Challenge, default))));
            Assert.Equal(new Redemption(true, token), Assert.Single(redemptions, redemption => redemption.Won));
        }
    }

    [Fact]
    public async Task FiftyStoresAtOnce_AgreeOnOneToken()
    {
        var token = NewToken();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i =>
            Task.Run(() => Tokens.StoreAsync(token with { TokenId = $"t{i}" }, default))));
        Assert.Single(answers, answer => answer is null);
        var stored = (await Tokens.FindAsync(token.LoginId, default))!.TokenId;
        Assert.All(answers.OfType<LoginToken>(), answer => Assert.Equal(stored, answer.TokenId));
    }

    [Fact]
    public Task AnyStepsOneAfterAnother_DoAsTheModelDoes() => TokenSteps.InTurnAsync(() => Tokens);

    [Fact]
    public Task AnyStepsAtOnce_AreExplainedBySomeOrderOfThem() => TokenSteps.AtOnceAsync(() => Tokens);

    protected static LoginToken NewToken(string? challenge = Challenge) => new(
        $"pur_{Guid.NewGuid():n}", "t1", "header.claims.signature", Soon, LoginTokenState.Issued, Buyer, ForNewUser: true, challenge);

    protected static LoginToken Fresh(LoginToken expired) =>
        expired with { TokenId = "t2", Jwt = "header.claims.another", ExpiresAt = Soon.AddMinutes(5) };

    private static DateTimeOffset Soon { get; } = TimeProvider.System.GetUtcNow().AddMinutes(5);
}
