namespace AuthService.Tokens;

/// <summary>The login token of a purchase, as the sso-tokens table keeps it.</summary>
/// <param name="TokenId">The token's <c>jti</c>.</param>
/// <param name="Jwt">The signed token; null once it is withdrawn.</param>
public sealed record LoginToken(string PurchaseId, string TokenId, string? Jwt, DateTimeOffset ExpiresAt, LoginTokenState State);

public enum LoginTokenState
{
    /// <summary>The buyer may use it until it expires.</summary>
    Issued,

    /// <summary>The purchase was compensated. Also written when the compensation comes first, so that a late event issues nothing.</summary>
    Withdrawn,
}
