using Contracts;

namespace AuthService.Tokens;

/// <summary>A login token as the token cache keeps it.</summary>
/// <param name="LoginId">What the login is for: the purchase's id, or an id of its own for a login by e-mail.</param>
/// <param name="TokenId">The token's <c>jti</c>.</param>
/// <param name="Jwt">The signed token; null once it is redeemed or withdrawn, and maybe once it has expired.</param>
/// <param name="Identity">Whom the token logs in; null once it is redeemed or withdrawn.</param>
/// <param name="ForNewUser">
/// Whether this purchase created the user. Only then may whoever paid have the link: a payment proves nothing about the mailbox,
/// and nobody may become an existing customer by paying with that customer's address.
/// </param>
/// <param name="CodeChallenge">What the redemption has to prove the knowledge of (RFC 7636, S256); null when the checkout gave none.</param>
/// <param name="Renewed">Whether this token took the place of an expired one. It happens once.</param>
public sealed record LoginToken(
    string LoginId, string TokenId, string? Jwt, DateTimeOffset ExpiresAt, LoginTokenState State, Identity? Identity,
    bool ForNewUser, string? CodeChallenge = null, bool Renewed = false)
{
    /// <summary>Where the token logs in.</summary>
    /// <param name="mainAppUrl">The application's base URL, without a slash at the end.</param>
    public string LinkTo(string mainAppUrl) => $"{mainAppUrl}/login/sso?token={Jwt}";
}

public enum LoginTokenState
{
    /// <summary>The buyer may use it until it expires.</summary>
    Issued,

    /// <summary>Used. There is no second time.</summary>
    Redeemed,

    /// <summary>The purchase was compensated. Also written when the compensation comes first, so that a late event issues nothing.</summary>
    Withdrawn,
}

/// <summary>What a redemption found.</summary>
/// <param name="Won">This call consumed the token; no other call did or will.</param>
/// <param name="Token">The token as it was before: complete when won, what is known otherwise, null when nothing is.</param>
public sealed record Redemption(bool Won, LoginToken? Token);
