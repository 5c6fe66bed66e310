using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using AuthService.RedeemToken;
using AuthService.Tokens;
using Contracts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Services.Tests.Support;
using RedeemTokenCommand = Contracts.RedeemToken;

namespace Services.Tests.AuthService;

public class RedeemTokenTests
{
    private const string Verifier = "a-verifier-that-only-the-browser-knows-0123456789";

    private static readonly BigInteger P256Order = BigInteger.Parse(
        "00FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static readonly Identity Buyer = new(
        "usr_1", Events.Email, new PurchasedProduct("pur_1", "prod_premium_tier", 99.99m, "USD"));

    private readonly LocalKey key = new();
    private readonly InMemoryTokens tokens = new();
    private readonly RecordingNotes notes = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task GenuineToken_WithItsVerifier_GivesTheIdentity_Once()
    {
        var token = await IssueAsync();

        Assert.Equal(new RedeemAnswer(RedeemOutcome.Redeemed, Buyer), await RedeemAsync(token, Verifier));
        Assert.Equal(new RedeemAnswer(RedeemOutcome.Used), await RedeemAsync(token, Verifier));
    }

    [Fact]
    public async Task Login_IsNotedOnce_AndOnlyThatOfAPurchase()
    {
        var token = await IssueAsync();
        await RedeemAsync(token, "another-verifier-that-is-as-long-as-the-right-one");
        Assert.Empty(notes.Taken);

        await RedeemAsync(token, Verifier);
        await RedeemAsync(token, Verifier);
        await RedeemAsync(await IssueAsync(Buyer with { Purchase = null }), Verifier);

        Assert.Equal([new NoteLogin("pur_1", time.GetUtcNow())], notes.Taken);
    }

    [Fact]
    public async Task LoginThatCannotBeNoted_IsALogin()
    {
        notes.IsDown = true;

        Assert.Equal(RedeemOutcome.Redeemed, (await RedeemAsync(await IssueAsync(), Verifier)).Outcome);
    }

    [Fact]
    public async Task TokenWithoutAChallenge_NeedsNoVerifier() =>
        Assert.Equal(RedeemOutcome.Redeemed, (await RedeemAsync(await IssueAsync(challenge: null), null)).Outcome);

    /// <summary>RFC 9700, section 4.8.2: whoever shows a verifier has given a challenge, and somebody took it away on its way.</summary>
    [Fact]
    public async Task VerifierWithoutAChallenge_IsRefused()
    {
        var token = await IssueAsync(challenge: null);

        Assert.Equal(new RedeemAnswer(RedeemOutcome.WrongVerifier), await RedeemAsync(token, Verifier));
        Assert.Equal(RedeemOutcome.Redeemed, (await RedeemAsync(token, null)).Outcome);
    }

    [Theory]
    [InlineData(null, RedeemOutcome.MissingVerifier)]
    [InlineData("another-verifier-that-is-as-long-as-the-right-one", RedeemOutcome.WrongVerifier)]
    [InlineData("", RedeemOutcome.WrongVerifier)]
    [InlineData("short", RedeemOutcome.WrongVerifier)]
    [InlineData(Verifier + " ", RedeemOutcome.WrongVerifier)]
    public async Task WrongOrMissingVerifier_ConsumesNothing(string? verifier, RedeemOutcome expected)
    {
        var token = await IssueAsync();

        Assert.Equal(new RedeemAnswer(expected), await RedeemAsync(token, verifier));
        Assert.Equal(RedeemOutcome.Redeemed, (await RedeemAsync(token, Verifier)).Outcome);
    }

    [Fact]
    public async Task TextThatIsNoVerifier_IsWrong_AndConsumesNothing()
    {
        var token = await IssueAsync(challenge: null);

        Assert.Equal(RedeemOutcome.WrongVerifier, (await RedeemAsync(token, "short")).Outcome);
        Assert.Equal(RedeemOutcome.Redeemed, (await RedeemAsync(token, null)).Outcome);
    }

    [Fact]
    public async Task LoginByEmail_IsFoundByTheTokensOwnId()
    {
        var token = await IssueAsync(Buyer with { Purchase = null });

        Assert.Equal(token.TokenId, token.LoginId);
        Assert.Equal(Buyer with { Purchase = null }, (await RedeemAsync(token, Verifier)).Identity);
    }

    [Fact]
    public async Task ExpiredToken_IsRefused_AndNotConsumed()
    {
        var token = await IssueAsync();
        time.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(RedeemOutcome.Expired, (await RedeemAsync(token, Verifier)).Outcome);
        Assert.Equal(LoginTokenState.Issued, tokens.Items[token.LoginId].State);
    }

    [Fact]
    public async Task ExpiredToken_ThatWasUsed_SaysSo()
    {
        var token = await IssueAsync();
        await RedeemAsync(token, Verifier);
        time.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(RedeemOutcome.Used, (await RedeemAsync(token, Verifier)).Outcome);
    }

    [Fact]
    public async Task TokenOfACompensatedPurchase_IsWithdrawn()
    {
        var token = await IssueAsync();
        await tokens.WithdrawAsync(token.LoginId, default);

        Assert.Equal(new RedeemAnswer(RedeemOutcome.Withdrawn), await RedeemAsync(token, Verifier));
    }

    [Fact]
    public async Task TokenThatNobodyKnows_IsWithdrawn_OrExpired()
    {
        var token = await IssueAsync();
        tokens.Items.Clear();

        Assert.Equal(RedeemOutcome.Withdrawn, (await RedeemAsync(token, Verifier)).Outcome);
        time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(RedeemOutcome.Expired, (await RedeemAsync(token, Verifier)).Outcome);
    }

    [Fact]
    public async Task RenewedToken_TakesThePlaceOfTheExpiredOne()
    {
        var expired = await IssueAsync();
        var fresh = await Mint().MintAsync(Buyer, true, expired.CodeChallenge, default);
        await tokens.RenewAsync(fresh, expired.TokenId, default);

        Assert.Equal(RedeemOutcome.Expired, (await RedeemAsync(expired, Verifier)).Outcome);
        Assert.Equal(RedeemOutcome.Redeemed, (await RedeemAsync(fresh, Verifier)).Outcome);
        Assert.Equal(RedeemOutcome.Expired, (await RedeemAsync(expired, Verifier)).Outcome); // it never was used
    }

    [Fact]
    public async Task ForgedToken_NeverReachesTheCache()
    {
        var token = await IssueAsync();
        using var thief = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parts = token.Jwt!.Split('.');
        var signature = thief.SignData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), HashAlgorithmName.SHA256);

        var answer = await RedeemAsync($"{parts[0]}.{parts[1]}.{Base64Url.EncodeToString(signature)}", Verifier);
        Assert.Equal(new RedeemAnswer(RedeemOutcome.Forged), answer);
        Assert.Equal(LoginTokenState.Issued, tokens.Items[token.LoginId].State);
    }

    /// <summary>Anybody can turn an ECDSA signature into a second one (s into n - s). It is another text, but no other token.</summary>
    [Fact]
    public async Task MirroredSignature_GivesNoSecondRedemption()
    {
        var token = await IssueAsync();
        var parts = token.Jwt!.Split('.');
        var signature = Base64Url.DecodeFromChars(parts[2]);
        var mirrored = (P256Order - new BigInteger(signature.AsSpan(32), true, true)).ToByteArray(true, true);
        signature.AsSpan(32).Clear();
        mirrored.CopyTo(signature, 64 - mirrored.Length);
        var twin = $"{parts[0]}.{parts[1]}.{Base64Url.EncodeToString(signature)}";

        Assert.NotEqual(token.Jwt, twin);
        Assert.Equal(RedeemOutcome.Redeemed, (await RedeemAsync(twin, Verifier)).Outcome);
        Assert.Equal(RedeemOutcome.Used, (await RedeemAsync(token, Verifier)).Outcome);
    }

    [Fact]
    public async Task HundredRedemptionsAtOnce_HaveOneWinner()
    {
        var token = await IssueAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => RedeemAsync(token, Verifier))));
        Assert.Single(answers, answer => answer.Identity is not null);
        Assert.Equal(99, answers.Count(answer => answer.Outcome == RedeemOutcome.Used));
    }

    private Task<LoginToken> IssueAsync(string? challenge = "given") => IssueAsync(Buyer, challenge);

    private async Task<LoginToken> IssueAsync(Identity identity, string? challenge = "given")
    {
        var token = await Mint().MintAsync(identity, true, challenge is null ? null : ProofKey.ChallengeOf(Verifier), default);
        await tokens.StoreAsync(token, default);
        return token;
    }

    private TokenMint Mint() => new(key, "issuer", "audience", TimeSpan.FromMinutes(5), time);

    private Task<RedeemAnswer> RedeemAsync(LoginToken token, string? verifier) => RedeemAsync(token.Jwt!, verifier);

    private Task<RedeemAnswer> RedeemAsync(string jwt, string? verifier) =>
        new Handler(new TokenVerifier(key, "issuer", "audience", time), tokens, notes, time, NullLogger.Instance)
            .HandleAsync(new RedeemTokenCommand(jwt, verifier), default);
}
