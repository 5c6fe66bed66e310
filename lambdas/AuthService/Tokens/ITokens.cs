namespace AuthService.Tokens;

/// <summary>
/// The token cache: one login token for each login. Every change is atomic; repeating one changes nothing. A cache that can't be reached
/// is an exception, never an answer. Whether a token has expired is for the callers to say.
/// </summary>
public interface ITokens
{
    /// <returns>Null when stored; what stands there already otherwise.</returns>
    Task<LoginToken?> StoreAsync(LoginToken token, CancellationToken cancellation);

    /// <summary>Puts a fresh token in the place of an expired one, unless that was renewed, redeemed or withdrawn.</summary>
    /// <param name="expiredTokenId">The token that the fresh one replaces.</param>
    /// <returns>False when the token no longer stands as assumed.</returns>
    Task<bool> RenewAsync(LoginToken fresh, string expiredTokenId, CancellationToken cancellation);

    /// <summary>
    /// Consumes a token if it is the issued one and the challenge is the one it was issued for, or none if it was issued for none
    /// (RFC 9700, section 4.8.2). Of any number of calls exactly one wins. A call with another challenge consumes nothing.
    /// </summary>
    /// <param name="codeChallenge">Computed from the verifier that was shown; null when none was.</param>
    Task<Redemption> RedeemAsync(string loginId, string tokenId, string? codeChallenge, CancellationToken cancellation);

    /// <summary>Makes sure that there is no token, now and later.</summary>
    Task WithdrawAsync(string loginId, CancellationToken cancellation);

    /// <summary>Reads with strong consistency; null when there is none.</summary>
    Task<LoginToken?> FindAsync(string loginId, CancellationToken cancellation);
}
