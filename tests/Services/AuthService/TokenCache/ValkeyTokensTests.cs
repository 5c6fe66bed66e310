using AuthService.Tokens;
using AuthService.Tokens.Valkey;
using Contracts;
using Support;

namespace Services.Tests.AuthService.TokenCache;

public class ValkeyTokensTests(ValkeyTokensTests.Server server) : TokenCacheContract, IClassFixture<ValkeyTokensTests.Server>
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    protected override ITokens Tokens => server.Tokens;

    [Fact]
    public async Task Token_OutlastsItsExpiryByAMinute_AndTheRecordStaysForSixtyDays()
    {
        var token = NewToken() with { ExpiresAt = TimeProvider.System.GetUtcNow() + Lifetime };
        await Tokens.StoreAsync(token, default);

        Assert.InRange(await TimeToLiveAsync($"login:{{{token.LoginId}}}:token"), TimeSpan.FromMinutes(5.5), TimeSpan.FromMinutes(6));
        Assert.InRange(await TimeToLiveAsync($"login:{{{token.LoginId}}}"), TimeSpan.FromDays(59.9), TimeSpan.FromDays(60));
    }

    [Fact]
    public async Task Tombstone_StaysForSixtyDays_AndHoldsNoPersonalData()
    {
        var token = NewToken();
        await Tokens.StoreAsync(token, default);
        await Tokens.WithdrawAsync(token.LoginId, default);

        Assert.InRange(await TimeToLiveAsync($"login:{{{token.LoginId}}}"), TimeSpan.FromDays(59.9), TimeSpan.FromDays(60));
        Assert.DoesNotContain(Buyer.Email, (await server.Redis.ExecuteAsync("GET", $"login:{{{token.LoginId}}}")).ToString());
        Assert.Equal("0", (await server.Redis.ExecuteAsync("EXISTS", $"login:{{{token.LoginId}}}:token")).ToString());
    }

    [Fact]
    public async Task TokenThatHasExpired_IsNotRedeemed_AndCanStillBeRenewed()
    {
        var token = NewToken() with { ExpiresAt = TimeProvider.System.GetUtcNow() - Lifetime };
        await Tokens.StoreAsync(token, default);

        Assert.Equal(token with { Jwt = null }, await Tokens.FindAsync(token.LoginId, default));
        Assert.False((await Tokens.RedeemAsync(token.LoginId, token.TokenId, Challenge, default)).Won);
        Assert.True(await Tokens.RenewAsync(Fresh(token), token.TokenId, default));
        Assert.True((await Tokens.RedeemAsync(token.LoginId, "t2", Challenge, default)).Won);
    }

    [Fact]
    public async Task RecordWithoutItsToken_IsAnExpiredLogin_ForEverybodyWhoRedeems()
    {
        var token = NewToken();
        await Tokens.StoreAsync(token, default);
        await server.Redis.ExecuteAsync("DEL", $"login:{{{token.LoginId}}}:token");

        Assert.False((await Tokens.RedeemAsync(token.LoginId, token.TokenId, Challenge, default)).Won);
        Assert.Equal(LoginTokenState.Issued, (await Tokens.FindAsync(token.LoginId, default))!.State);
    }

    [Fact]
    public async Task UserOfTheCache_MayDoWhatTheCacheNeeds_AndNothingElse()
    {
        foreach (var command in Forbidden)
        {
            var answer = await server.Redis.ExecuteAsync("ACL", ["DRYRUN", RedisServer.User, .. command.Split(' ')]);
            Assert.True(answer.ToString() != "OK", $"{command} is allowed");
        }
        // Nothing that the implementation or its library has sent in any of these tests was refused.
        Assert.Equal(0, (await server.Redis.ExecuteAsync("ACL", "LOG")).Length);
    }

    private static readonly string[] Forbidden =
    [
        "GET other", "DEL other", "KEYS *", "SCAN 0", "RANDOMKEY", "FLUSHALL", "CONFIG GET *", "EVAL return 0", "ACL LIST", "ACL WHOAMI",
        "SUBSCRIBE login:*", "EXPIRE login:a 1", "RENAME login:a login:b", "DUMP login:a", "CLIENT LIST", "CLUSTER RESET", "SHUTDOWN",
        "MONITOR", "DEBUG SLEEP 1",
    ];

    private async Task<TimeSpan> TimeToLiveAsync(string key) =>
        TimeSpan.FromMilliseconds((double)await server.Redis.ExecuteAsync("PTTL", key));

    /// <summary>One server for all tests of the class.</summary>
    public class Server : IAsyncLifetime
    {
        private const int Processes = 5;

        private readonly List<ValkeyConnection> connections = [];
        private uint uses;

        public RedisServer Redis { get; private set; } = null!;

        /// <summary>Each use is another process': they meet in the server only.</summary>
        public ITokens Tokens =>
            new ValkeyTokens(connections[(int)(Interlocked.Increment(ref uses) % connections.Count)], TimeProvider.System);

        protected virtual bool Cluster => false;

        public async Task InitializeAsync()
        {
            Redis = await RedisServer.StartAsync(ValkeyAccess.AccessString, Cluster);
            // A hundred calls share a connection here, and a slow machine is not what these tests are about: a function makes one call at a time.
            for (var i = 0; i < Processes; i++)
            {
                connections.Add(new ValkeyConnection(
                    Redis.Address, _ => ValueTask.FromResult(RedisServer.Password), TimeProvider.System, patience: TimeSpan.FromSeconds(30)));
            }
        }

        public async Task DisposeAsync()
        {
            foreach (var connection in connections)
                await connection.DisposeAsync();
            if (Redis is not null)
                await Redis.DisposeAsync();
        }
    }
}

/// <summary>The same in cluster mode, as ElastiCache Serverless shows itself: keys of one login have to share a hash slot.</summary>
public sealed class ValkeyTokensInAClusterTests(ValkeyTokensInAClusterTests.ClusterServer server)
    : ValkeyTokensTests(server), IClassFixture<ValkeyTokensInAClusterTests.ClusterServer>
{
    public sealed class ClusterServer : Server
    {
        protected override bool Cluster => true;
    }
}
