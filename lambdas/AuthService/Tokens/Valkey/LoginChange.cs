using System.Text.Json;
using StackExchange.Redis;

namespace AuthService.Tokens.Valkey;

/// <summary>A change of one login. Its commands are sent together when it is committed.</summary>
internal sealed class LoginChange(ITransaction transaction, RedisKey recordKey, RedisKey tokenKey, TimeProvider time)
{
    /// <summary>Records outlive every message that may still come (queues and DLQs keep them 14 days each): tombstones hold.</summary>
    private static readonly TimeSpan Retention = TimeSpan.FromDays(60);

    /// <summary>Whether a token has expired is the verifier's decision, with its tolerance for clocks: the token outlasts that.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    public void Write(TokenRecord record) =>
        transaction.StringSetAsync(recordKey, JsonSerializer.SerializeToUtf8Bytes(record, TokenRecordJson.Default.TokenRecord), Retention);

    public void Put(LoginToken token)
    {
        var jwt = token.Jwt ?? throw new ArgumentException("An issued token has a value.", nameof(token));
        var lifetime = token.ExpiresAt + Grace - time.GetUtcNow();
        if (lifetime > TimeSpan.Zero)
            transaction.StringSetAsync(tokenKey, jwt, lifetime);
        else
            Remove();
    }

    /// <summary>Takes the token away; its value is known once the change is committed.</summary>
    public Task<RedisValue> Take() => transaction.StringGetDeleteAsync(tokenKey);

    public void Remove() => transaction.KeyDeleteAsync(tokenKey);

    /// <returns>False when the record is not the one that was seen; then nothing has happened.</returns>
    public Task<bool> CommitAsync() => transaction.ExecuteAsync();
}
