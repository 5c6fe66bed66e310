using AuthService.Tokens;
using Contracts;

namespace AuthService.OfferLogin;

/// <summary>Handles OfferLogin. Gives the login link of a purchase that created its user, as long as the token can be redeemed.</summary>
/// <param name="mainAppUrl">Where the buyer logs in, without a slash at the end.</param>
public sealed class Handler(ITokens tokens, string mainAppUrl, TimeProvider time)
{
    public async Task<LoginAnswer> HandleAsync(Contracts.OfferLogin command, CancellationToken cancellation) =>
        new(await tokens.FindAsync(command.PurchaseId, cancellation) is { } token ? Offer(token) : null);

    private LoginLink? Offer(LoginToken token) =>
        token is { State: LoginTokenState.Issued, ForNewUser: true, Jwt: { } jwt } && time.GetUtcNow() < token.ExpiresAt
            ? new LoginLink($"{mainAppUrl}/login/sso?token={jwt}", token.ExpiresAt)
            : null;
}
