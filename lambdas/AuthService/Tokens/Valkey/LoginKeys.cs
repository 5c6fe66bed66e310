using StackExchange.Redis;

namespace AuthService.Tokens.Valkey;

/// <summary>
/// The two keys of one login. <c>login:{id}</c> is its record and stays for 60 days; <c>login:{id}:token</c> is the signed token and
/// vanishes when it expires. The braces are the hash tag: a cluster keeps both on one shard, and a transaction may span them.
/// </summary>
internal sealed class LoginKeys(IDatabase database, string loginId, TimeProvider time)
{
    private readonly RedisKey record = $"login:{{{loginId}}}";
    private readonly RedisKey token = $"login:{{{loginId}}}:token";

    /// <summary>Reads both keys at once, where they were written: a replica may be behind.</summary>
    public async Task<LoginSnapshot> ReadAsync()
    {
        var values = await database.StringGetAsync([record, token], CommandFlags.DemandMaster);
        return new LoginSnapshot(values[0], TokenRecord.Parse(values[0]), values[1]);
    }

    /// <summary>Begins a change that takes place only if the record still is the one that was seen.</summary>
    public LoginChange Change(LoginSnapshot seen)
    {
        var transaction = database.CreateTransaction();
        transaction.AddCondition(seen.Record is null ? Condition.KeyNotExists(record) : Condition.StringEqual(record, seen.Text));
        return new LoginChange(transaction, record, token, time);
    }
}

/// <summary>A login as it stood at one moment.</summary>
/// <param name="Text">The record word for word, to recognize it again.</param>
/// <param name="Record">Null when nothing is known of the login.</param>
/// <param name="Jwt">Null when there is no token, or none any more.</param>
internal sealed record LoginSnapshot(RedisValue Text, TokenRecord? Record, string? Jwt)
{
    public LoginToken? AsToken(string loginId) => Record is null ? null : new LoginToken(
        loginId, Record.TokenId, Jwt, Record.ExpiresAt, Record.State, Record.Identity,
        Record.ForNewUser, Record.CodeChallenge, Record.Renewed);
}
