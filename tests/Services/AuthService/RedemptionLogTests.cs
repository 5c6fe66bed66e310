using System.Text;
using AuthService.RedeemToken;
using AuthService.Tokens;
using Contracts;
using Microsoft.Extensions.Logging;
using Platform.Logging;
using Services.Tests.Support;
using RedeemTokenCommand = Contracts.RedeemToken;

namespace Services.Tests.AuthService;

public sealed class RedemptionLogTests : IDisposable
{
    private const string Verifier = "a-verifier-that-only-the-browser-knows-0123456789";

    private readonly Forge forge = new();

    /// <summary>A log line must not be worth stealing: whoever reads it finds neither token nor verifier, and no personal data.</summary>
    [Theory]
    [InlineData(RedeemOutcome.Redeemed)]
    [InlineData(RedeemOutcome.Used)]
    [InlineData(RedeemOutcome.Expired)]
    [InlineData(RedeemOutcome.WrongAudience)]
    [InlineData(RedeemOutcome.Forged)]
    [InlineData(RedeemOutcome.MissingVerifier)]
    [InlineData(RedeemOutcome.WrongVerifier)]
    [InlineData(RedeemOutcome.Withdrawn)]
    public async Task EveryOutcome_IsOneLine_ThatNamesIt_AndNothingSecret(RedeemOutcome outcome)
    {
        var tokens = new InMemoryTokens();
        var mint = new TokenMint(forge.Key, Forge.Issuer, Forge.Audience, TimeSpan.FromMinutes(5), forge.Time);
        var token = await mint.MintAsync(new Identity("usr_1", Events.Email), true, ProofKey.ChallengeOf(Verifier), default);
        await tokens.StoreAsync(token, default);
        await PrepareAsync(outcome, tokens, token);
        var jwt = outcome == RedeemOutcome.Forged ? token.Jwt![..^2] : token.Jwt!;
        var verifier = outcome switch { RedeemOutcome.MissingVerifier => null, RedeemOutcome.WrongVerifier => Verifier + "x", _ => Verifier };
        var audience = outcome == RedeemOutcome.WrongAudience ? "https://other.example.com" : Forge.Audience;

        using var output = new MemoryStream();
        using var logs = new JsonLoggerProvider(output, forge.Time);
        var handler = new Handler(
            new TokenVerifier(forge.Key, Forge.Issuer, audience, forge.Time), tokens, new RecordingNotes(), forge.Time, logs.CreateLogger<Handler>());
        Assert.Equal(outcome, (await handler.HandleAsync(new RedeemTokenCommand(jwt, verifier), default)).Outcome);

        var line = Assert.Single(Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains($"\"outcome\":\"{outcome}\"", line, StringComparison.Ordinal);
        foreach (var secret in jwt.Split('.').Append(Verifier).Append(token.CodeChallenge!).Append(Events.Email))
            Assert.DoesNotContain(secret, line, StringComparison.Ordinal);
    }

    public void Dispose() => forge.Dispose();

    private async Task PrepareAsync(RedeemOutcome outcome, InMemoryTokens tokens, LoginToken token)
    {
        if (outcome == RedeemOutcome.Used)
            await tokens.RedeemAsync(token.LoginId, token.TokenId, token.CodeChallenge, default);
        if (outcome == RedeemOutcome.Withdrawn)
            await tokens.WithdrawAsync(token.LoginId, default);
        if (outcome == RedeemOutcome.Expired)
            forge.Time.Advance(TimeSpan.FromMinutes(6));
    }
}
