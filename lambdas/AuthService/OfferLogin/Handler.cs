using AuthService.Tokens;
using Contracts;
using Microsoft.Extensions.Logging;

namespace AuthService.OfferLogin;

/// <summary>
/// Handles OfferLogin. Gives the login link of a purchase that created its user, again and again until it is used or expires, and a fresh
/// one once after that; or says how to sign in without one.
/// </summary>
/// <param name="mainAppUrl">Where the buyer logs in, without a slash at the end.</param>
public sealed class Handler(ITokens tokens, TokenMint mint, string mainAppUrl, TimeProvider time, ILogger log)
{
    public async Task<LoginAnswer> HandleAsync(Contracts.OfferLogin command, CancellationToken cancellation)
    {
        using var scope = log.BeginScope(new Dictionary<string, object?> { ["purchaseId"] = command.PurchaseId });
        var token = await tokens.FindAsync(command.PurchaseId, cancellation);
        if (token is { State: LoginTokenState.Issued, ForNewUser: true, Renewed: false } && IsExpired(token))
            token = await RenewAsync(token, cancellation);
        return Answer(token);
    }

    /// <summary>Of several polls at once one renews; the others give its token.</summary>
    private async Task<LoginToken?> RenewAsync(LoginToken expired, CancellationToken cancellation)
    {
        var fresh = await mint.MintAsync(expired.Identity!, expired.ForNewUser, expired.CodeChallenge, cancellation);
        if (!await tokens.RenewAsync(fresh, expired.TokenId, cancellation))
            return await tokens.FindAsync(expired.LoginId, cancellation);
        log.LogInformation("The token {ExpiredTokenId} has expired unused; {TokenId} takes its place", expired.TokenId, fresh.TokenId);
        return fresh;
    }

    private LoginAnswer Answer(LoginToken? token) => token switch
    {
        null or { State: LoginTokenState.Withdrawn } => SignInstead(SignInReason.Unavailable),
        { ForNewUser: false } => SignInstead(SignInReason.ReturningCustomer),
        { State: LoginTokenState.Redeemed } => SignInstead(SignInReason.Redeemed),
        _ when IsExpired(token) => SignInstead(SignInReason.Expired),
        _ => new LoginAnswer(new LoginLink(token.LinkTo(mainAppUrl), token.ExpiresAt)),
    };

    private bool IsExpired(LoginToken token) => time.GetUtcNow() >= token.ExpiresAt;

    private LoginAnswer SignInstead(SignInReason reason) => new(null, new SignIn($"{mainAppUrl}/login", reason));
}
