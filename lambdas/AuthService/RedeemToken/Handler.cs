using AuthService.Tokens;
using Contracts;
using Microsoft.Extensions.Logging;
using Platform.Functions;

namespace AuthService.RedeemToken;

/// <summary>
/// Handles RedeemToken. Exchanges a login token, and the secret that it is bound to, for the identity it stands for: once.
/// </summary>
public sealed class Handler(TokenVerifier verifier, ITokens tokens, ILoginNotes notes, TimeProvider time, ILogger log)
{
    public async Task<RedeemAnswer> HandleAsync(Contracts.RedeemToken command, CancellationToken cancellation)
    {
        switch (await verifier.VerifyAsync(command.Token, cancellation))
        {
            case Verification.Genuine token:
                using (log.BeginScope(new Dictionary<string, object?> { ["loginId"] = token.LoginId, ["tokenId"] = token.TokenId }))
                {
                    var answer = await RedeemAsync(token, command.CodeVerifier, cancellation);
                    log.LogInformation(EventOf(answer.Outcome), "A genuine login token: {Outcome}", answer.Outcome);
                    if (answer.Identity?.Purchase is { } purchase)
                        await NoteAsync(purchase.PurchaseId, cancellation);
                    return answer;
                }

            case Verification.Refused refused:
                log.LogWarning(EventOf(refused.Outcome), "No login token of ours: {Outcome} by its {Part}", refused.Outcome, refused.What);
                return new RedeemAnswer(refused.Outcome);

            default:
                throw new InvalidOperationException("The verifier said neither yes nor no.");
        }
    }

    /// <summary>The token is spent: whatever becomes of the note, the buyer is logged in.</summary>
    private async Task NoteAsync(string purchaseId, CancellationToken cancellation)
    {
        try
        {
            await notes.NoteAsync(new NoteLogin(purchaseId, time.GetUtcNow()), cancellation);
        }
        catch (FunctionUnavailableException e)
        {
            log.LogError(e, "That the buyer of {PurchaseId} is logged in could not be noted", purchaseId);
        }
    }

    private async Task<RedeemAnswer> RedeemAsync(Verification.Genuine token, string? codeVerifier, CancellationToken cancellation)
    {
        var challenge = codeVerifier is null ? null : ProofKey.ChallengeOf(codeVerifier);
        var hopeless = token.Expired || (codeVerifier is not null && challenge is null);
        var redemption = hopeless
            ? new Redemption(false, await tokens.FindAsync(token.LoginId, cancellation))
            : await tokens.RedeemAsync(token.LoginId, token.TokenId, challenge, cancellation);
        return redemption.Won
            ? new RedeemAnswer(RedeemOutcome.Redeemed, redemption.Token!.Identity)
            : new RedeemAnswer(ReasonFor(token, redemption.Token, codeVerifier));
    }

    /// <summary>Operators count and search by these names: LoginTokenRedeemed, LoginTokenUsed, LoginTokenForged and so on.</summary>
    private static EventId EventOf(RedeemOutcome outcome) => new((int)outcome, $"LoginToken{outcome}");

    /// <summary>
    /// Why a token was not redeemed. That it was used is said as long as it is known, expired or not: it may be a sign of theft.
    /// </summary>
    private static RedeemOutcome ReasonFor(Verification.Genuine token, LoginToken? found, string? codeVerifier) => found switch
    {
        { State: LoginTokenState.Withdrawn } => RedeemOutcome.Withdrawn,
        { State: LoginTokenState.Redeemed } when found.TokenId == token.TokenId => RedeemOutcome.Used,
        _ when token.Expired => RedeemOutcome.Expired,
        null => RedeemOutcome.Withdrawn,
        _ when found.TokenId != token.TokenId => RedeemOutcome.Expired, // and a fresh one has taken its place
        _ => codeVerifier is null ? RedeemOutcome.MissingVerifier : RedeemOutcome.WrongVerifier,
    };
}
