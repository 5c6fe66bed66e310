namespace AuthService.Tokens;

/// <summary>The login token of a purchase, as the sso-tokens table keeps it.</summary>
/// <param name="TokenId">The token's <c>jti</c>.</param>
/// <param name="Jwt">The signed token; null once it is withdrawn.</param>
/// <param name="ForNewUser">
/// Whether this purchase created the user. Only then may whoever paid have the link: a payment proves nothing about the mailbox,
/// and nobody may become an existing customer by paying with that customer's address.
/// </param>
public sealed record LoginToken(
    string PurchaseId, string TokenId, string? Jwt, DateTimeOffset ExpiresAt, LoginTokenState State, bool ForNewUser);

public enum LoginTokenState
{
    /// <summary>The buyer may use it until it expires.</summary>
    Issued,

    /// <summary>The purchase was compensated. Also written when the compensation comes first, so that a late event issues nothing.</summary>
    Withdrawn,
}
