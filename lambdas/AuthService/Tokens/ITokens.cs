namespace AuthService.Tokens;

/// <summary>The tokens as the handlers see them.</summary>
public interface ITokens
{
    /// <returns>Null when stored; what stands there already otherwise.</returns>
    Task<LoginToken?> StoreAsync(LoginToken token, CancellationToken cancellation);

    /// <summary>Makes sure that the purchase has no token, now and later.</summary>
    Task WithdrawAsync(string purchaseId, CancellationToken cancellation);

    /// <summary>Reads with strong consistency; null when there is none.</summary>
    Task<LoginToken?> FindAsync(string purchaseId, CancellationToken cancellation);
}
