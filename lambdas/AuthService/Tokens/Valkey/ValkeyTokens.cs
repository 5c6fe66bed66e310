namespace AuthService.Tokens.Valkey;

/// <summary>
/// The token cache in Valkey, or in any server that speaks the protocol of Redis 6.2 or later. A change reads the login's record, decides,
/// and writes record and token in one transaction that the server refuses when the record is no longer the one that was read. Of those who
/// want a token exactly one gets it from GETDEL.
/// </summary>
/// <remarks>
/// A crash leaves all of a change or nothing of it. Nothing: the repetition makes it. All of it, and only the answer is lost: a repeated
/// store finds what it stored, a repeated renewal finds the fresh token, a repeated withdrawal finds the tombstone. A repeated redemption
/// finds a used token: the buyer signs in by e-mail, as one does with a used link. A login may go to nobody, never to two.
/// </remarks>
public sealed class ValkeyTokens(ValkeyConnection connection, TimeProvider time) : ITokens
{
    /// <summary>A record changes four times at most: issued, renewed, redeemed, withdrawn. The rest is for servers that give up.</summary>
    private const int Attempts = 10;

    public Task<LoginToken?> StoreAsync(LoginToken token, CancellationToken cancellation) =>
        ChangeAsync<LoginToken?>(token.LoginId, async (login, seen) =>
        {
            if (seen.Record is not null)
                return Settled(seen.AsToken(token.LoginId));
            var change = login.Change(seen);
            change.Write(TokenRecord.Of(token));
            change.Put(token);
            return await change.CommitAsync() ? Settled<LoginToken?>(null) : Overtaken<LoginToken?>();
        }, cancellation);

    public Task<bool> RenewAsync(LoginToken fresh, string expiredTokenId, CancellationToken cancellation) =>
        ChangeAsync(fresh.LoginId, async (login, seen) =>
        {
            if (seen.Record is not { State: LoginTokenState.Issued, Renewed: false } record || record.TokenId != expiredTokenId)
                return Settled(false);
            var change = login.Change(seen);
            change.Write(record with { TokenId = fresh.TokenId, ExpiresAt = fresh.ExpiresAt, Renewed = true });
            change.Put(fresh);
            return await change.CommitAsync() ? Settled(true) : Overtaken<bool>();
        }, cancellation);

    public Task<Redemption> RedeemAsync(string loginId, string tokenId, string? codeChallenge, CancellationToken cancellation) =>
        ChangeAsync(loginId, async (login, seen) =>
        {
            var lost = new Redemption(false, seen.AsToken(loginId));
            // Without the token it has expired: nobody can win, and the record stays as it is, so that it can be renewed.
            if (seen is not { Record: { } record, Jwt: not null } || !record.MayBeRedeemed(tokenId, codeChallenge))
                return Settled(lost);
            var change = login.Change(seen);
            var taken = change.Take();
            change.Write(record.Without(LoginTokenState.Redeemed));
            if (!await change.CommitAsync())
                return Overtaken<Redemption>();
            return Settled((await taken).HasValue ? lost with { Won = true } : lost);
        }, cancellation);

    public Task WithdrawAsync(string loginId, CancellationToken cancellation) =>
        ChangeAsync(loginId, async (login, seen) =>
        {
            var change = login.Change(seen);
            change.Write((seen.Record ?? TokenRecord.Unknown).Without(LoginTokenState.Withdrawn));
            change.Remove();
            return await change.CommitAsync() ? Settled(true) : Overtaken<bool>();
        }, cancellation);

    public Task<LoginToken?> FindAsync(string loginId, CancellationToken cancellation) =>
        connection.UseAsync(async database => (await new LoginKeys(database, loginId, time).ReadAsync()).AsToken(loginId), cancellation);

    private async Task<T> ChangeAsync<T>(
        string loginId, Func<LoginKeys, LoginSnapshot, Task<(bool Settled, T Result)>> attempt, CancellationToken cancellation)
    {
        for (var i = 0; i < Attempts; i++)
        {
            var (settled, result) = await connection.UseAsync(async database =>
            {
                var login = new LoginKeys(database, loginId, time);
                return await attempt(login, await login.ReadAsync());
            }, cancellation);
            if (settled)
                return result;
        }
        throw new InvalidOperationException("Others kept changing this login; the next attempt of the caller decides.");
    }

    private static (bool Settled, T Result) Settled<T>(T result) => (true, result);

    /// <summary>Somebody else changed the record after it was read: read it again and decide anew.</summary>
    private static (bool Settled, T Result) Overtaken<T>() => (false, default!);
}
