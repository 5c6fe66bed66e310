using AuthService.RedeemToken;
using AuthService.Tokens;
using Contracts;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Services.Tests.Support;
using OfferHandler = AuthService.OfferLogin.Handler;
using OfferLoginCommand = Contracts.OfferLogin;
using RedeemHandler = AuthService.RedeemToken.Handler;
using RedeemTokenCommand = Contracts.RedeemToken;

namespace Services.Tests.AuthService;

/// <summary>What holds for one purchase, in whatever order its buyer, a thief, the clock and a compensation act.</summary>
public class RedemptionPropertyTests
{
    private const string Verifier = "a-verifier-that-only-the-browser-knows-0123456789";

    private enum Step { Poll, Redeem, RedeemWithoutVerifier, RedeemWithWrongVerifier, WaitTwoMinutes, Withdraw }

    private static readonly Gen<Step> AnyStep = Gen.Frequency(
        (4, Gen.Const(Step.Poll)), (2, Gen.Const(Step.Redeem)), (3, Gen.Const(Step.RedeemWithoutVerifier)),
        (3, Gen.Const(Step.RedeemWithWrongVerifier)), (4, Gen.Const(Step.WaitTwoMinutes)), (1, Gen.Const(Step.Withdraw)));

    [Fact]
    public Task Login_HappensOnceAtMost_WithTheVerifierOnly_AndNeverAfterACompensation() =>
        Gen.Select(AnyStep, Gen.Int[0, 1]).Array[1, 25].SampleAsync(async steps =>
        {
            using var forge = new Forge();
            var tokens = new InMemoryTokens();
            var mint = new TokenMint(forge.Key, Forge.Issuer, Forge.Audience, TimeSpan.FromMinutes(5), forge.Time);
            var offer = new OfferHandler(tokens, mint, Forge.Audience, forge.Time, NullLogger.Instance);
            var redeem = new RedeemHandler(
                new TokenVerifier(forge.Key, Forge.Issuer, Forge.Audience, forge.Time), tokens, new RecordingNotes(),
                forge.Time, NullLogger.Instance);
            var buyer = new Identity("usr_1", Events.Email, new PurchasedProduct("pur_1", "prod_premium_tier", 99.99m, "USD"));
            await tokens.StoreAsync(await mint.MintAsync(buyer, true, ProofKey.ChallengeOf(Verifier), default), default);

            var (seen, redeemed, withdrawn) = (new List<string>(), false, false);
            foreach (var (step, which) in steps)
            {
                switch (step)
                {
                    case Step.WaitTwoMinutes:
                        forge.Time.Advance(TimeSpan.FromMinutes(2));
                        break;
                    case Step.Withdraw:
                        await tokens.WithdrawAsync("pur_1", default);
                        withdrawn = true;
                        break;
                    case Step.Poll:
                        var answer = await offer.HandleAsync(new OfferLoginCommand("pur_1"), default);
                        Assert.True(answer.Login is null != (answer.SignIn is null));
                        Assert.True(answer.Login is null || !(redeemed || withdrawn));
                        if (answer.Login?.Url.Split("token=")[1] is { } token && !seen.Contains(token))
                            seen.Add(token);
                        Assert.InRange(seen.Count, 0, 2); // the first, and the one after it
                        break;
                    case var attempt when seen.Count > 0:
                        var command = new RedeemTokenCommand(seen[which % seen.Count], VerifierFor(attempt));
                        var outcome = (await redeem.HandleAsync(command, default)).Outcome;
                        Assert.False(outcome == RedeemOutcome.Redeemed && (redeemed || withdrawn || attempt != Step.Redeem));
                        Assert.NotEqual(RedeemOutcome.Forged, outcome);
                        redeemed |= outcome == RedeemOutcome.Redeemed;
                        break;
                }
            }
        });

    private static string? VerifierFor(Step attempt) =>
        attempt switch { Step.Redeem => Verifier, Step.RedeemWithoutVerifier => null, _ => new string('x', 43) };
}
