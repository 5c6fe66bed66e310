using AuthService.Tokens;

namespace Services.Tests.Support;

/// <summary>Stands for the token cache: the same conditions, in memory.</summary>
internal sealed class InMemoryTokens : ITokens
{
    private readonly Lock door = new();

    public Dictionary<string, LoginToken> Items { get; } = [];

    /// <summary>Called before each renewal, to come between.</summary>
    public Action? BeforeRenewal { get; set; }

    public Task<LoginToken?> StoreAsync(LoginToken token, CancellationToken cancellation)
    {
        lock (door)
            return Task.FromResult(Items.TryAdd(token.LoginId, token) ? null : Items[token.LoginId]);
    }

    public Task<bool> RenewAsync(LoginToken fresh, string expiredTokenId, CancellationToken cancellation)
    {
        BeforeRenewal?.Invoke();
        lock (door)
        {
            var stored = Items.GetValueOrDefault(fresh.LoginId);
            if (stored is not { State: LoginTokenState.Issued, Renewed: false } || stored.TokenId != expiredTokenId)
                return Task.FromResult(false);
            Items[fresh.LoginId] = stored with { TokenId = fresh.TokenId, Jwt = fresh.Jwt, ExpiresAt = fresh.ExpiresAt, Renewed = true };
            return Task.FromResult(true);
        }
    }

    public Task<Redemption> RedeemAsync(string loginId, string tokenId, string? codeChallenge, CancellationToken cancellation)
    {
        lock (door)
        {
            var stored = Items.GetValueOrDefault(loginId);
            var wins = stored is { State: LoginTokenState.Issued } && stored.TokenId == tokenId
                && stored.CodeChallenge == codeChallenge;
            if (wins)
                Items[loginId] = stored! with { State = LoginTokenState.Redeemed, Jwt = null, Identity = null };
            return Task.FromResult(new Redemption(wins, stored));
        }
    }

    public Task WithdrawAsync(string loginId, CancellationToken cancellation)
    {
        lock (door)
        {
            var stored = Items.GetValueOrDefault(loginId)
                ?? new LoginToken(loginId, "", null, default, LoginTokenState.Withdrawn, null, false);
            Items[loginId] = stored with { State = LoginTokenState.Withdrawn, Jwt = null, Identity = null };
        }
        return Task.CompletedTask;
    }

    public Task<LoginToken?> FindAsync(string loginId, CancellationToken cancellation)
    {
        lock (door)
            return Task.FromResult(Items.GetValueOrDefault(loginId));
    }
}
