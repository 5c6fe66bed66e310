using System.Diagnostics;
using AuthService.Tokens;
using AuthService.Tokens.Valkey;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;
using Support;

namespace Services.Tests.AuthService.TokenCache;

/// <summary>What happens to the token cache when its server goes away, comes back, or falls silent.</summary>
public sealed class ValkeyConnectionTests : IAsyncLifetime
{
    /// <summary>A function has ten seconds and keeps two back; three are for the secret and for a busy machine.</summary>
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider time = new();
    private RedisServer server = null!;
    private ValkeyConnection connection = null!;
    private string password = RedisServer.Password;

    private ValkeyTokens Tokens => new(connection, TimeProvider.System);

    public async Task InitializeAsync()
    {
        server = await RedisServer.StartAsync();
        connection = Connect(server.Address);
    }

    public async Task DisposeAsync()
    {
        await connection.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task ServerThatIsDown_IsAnException_NeverAnAnswer()
    {
        await Tokens.FindAsync("pur_1", default);
        await server.StopAsync();

        await AssertUnreachableAsync(() => Tokens.FindAsync("pur_1", default));
        await AssertUnreachableAsync(() => Tokens.StoreAsync(Token, default));
        await AssertUnreachableAsync(() => Tokens.RedeemAsync("pur_1", "t1", null, default));
        await AssertUnreachableAsync(() => Tokens.WithdrawAsync("pur_1", default));
    }

    [Fact]
    public async Task ServerThatWasDownFromTheStart_IsAnException_AndUsedOnceItIsThere()
    {
        await server.StopAsync();
        await AssertUnreachableAsync(() => Tokens.FindAsync("pur_1", default));

        await server.StartAsync();
        Assert.Null(await Tokens.FindAsync("pur_1", default));
    }

    [Fact]
    public async Task ServerThatRestarted_IsUsedAgain_AndWhatItForgotIsRedeemedByNobody()
    {
        await Tokens.StoreAsync(Token, default);
        await server.StopAsync();
        await server.StartAsync();

        await WaitUntilUsedAgainAsync();
        Assert.Equal(new Redemption(false, null), await Tokens.RedeemAsync(Token.LoginId, Token.TokenId, null, default));
    }

    [Fact]
    public async Task ConnectionThatBroke_IsReplaced_AndNothingIsLost()
    {
        await Tokens.StoreAsync(Token, default);
        await server.ExecuteAsync("CLIENT", "KILL", "USER", RedisServer.User);

        await WaitUntilUsedAgainAsync();
        Assert.True((await Tokens.RedeemAsync(Token.LoginId, Token.TokenId, null, default)).Won);
        Assert.False((await Tokens.RedeemAsync(Token.LoginId, Token.TokenId, null, default)).Won);
    }

    [Fact]
    public async Task ServerThatFallsSilent_IsAnExceptionWithinTheFunctionsTime()
    {
        await Tokens.FindAsync("pur_1", default);
        await server.ExecuteAsync("CLIENT", "PAUSE", "60000", "ALL");

        await AssertUnreachableAsync(() => Tokens.FindAsync("pur_1", default));
        await AssertUnreachableAsync(() => Tokens.FindAsync("pur_1", default)); // and the connection is not taken for a good one
    }

    /// <summary>What a function meets that was frozen for a while: its connection is gone and nobody has told it.</summary>
    [Fact]
    public async Task ConnectionThatDiedDuringAPause_IsNoticedBeforeItIsUsed()
    {
        await using var cable = new Cable(server.Address);
        await using var throughTheCable = Connect(cable.Address);
        var tokens = new ValkeyTokens(throughTheCable, TimeProvider.System);
        await tokens.StoreAsync(Token, default);
        cable.Cut();
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.True((await tokens.RedeemAsync(Token.LoginId, Token.TokenId, null, default)).Won);
    }

    [Fact]
    public async Task ChangedPassword_IsAskedForWithTheNextConnection()
    {
        await Tokens.FindAsync("pur_1", default);
        await server.ExecuteAsync("ACL", "SETUSER", RedisServer.User, "resetpass", ">another-password-of-the-test");
        await server.ExecuteAsync("CLIENT", "KILL", "USER", RedisServer.User);
        await AssertUnreachableAsync(() => Tokens.FindAsync("pur_1", default));

        password = "another-password-of-the-test";
        Assert.Null(await Tokens.FindAsync("pur_1", default));
    }

    /// <summary>Wherever a call is cut off, repeating it ends in a whole state: a token to redeem, then one that is redeemed.</summary>
    [Fact]
    public async Task CallsThatAreCutOff_AreRepairedByRepeatingThem()
    {
        for (var round = 0; round < 40; round++)
        {
            var token = Token with { LoginId = $"pur_{round}" };
            var stored = await WhileConnectionsBreakAsync(() => Tokens.StoreAsync(token, default));
            await WaitUntilUsedAgainAsync();
            Assert.Equal(token, await Tokens.FindAsync(token.LoginId, default));
            Assert.All(stored, found => Assert.True(found is null || found == token));

            var redeemed = await WhileConnectionsBreakAsync(() => Tokens.RedeemAsync(token.LoginId, token.TokenId, null, default));
            Assert.InRange(redeemed.Count(redemption => redemption.Won), 0, 1);
            await WaitUntilUsedAgainAsync();
            var left = await Tokens.FindAsync(token.LoginId, default);
            Assert.Equal((LoginTokenState.Redeemed, null, null), (left!.State, left.Jwt, left.Identity));
        }
    }

    [Fact]
    public async Task AddressWithTls_IsNeverUsedWithout()
    {
        await using var connection = Connect(new UriBuilder(server.Address) { Scheme = "rediss" }.Uri);

        await AssertUnreachableAsync(() => new ValkeyTokens(connection, time).FindAsync("pur_1", default));
    }

    [Fact]
    public async Task DeadlineOfTheFunction_EndsTheWait()
    {
        await Tokens.FindAsync("pur_1", default);
        await server.ExecuteAsync("CLIENT", "PAUSE", "60000", "ALL");
        using var deadline = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Tokens.FindAsync("pur_1", deadline.Token));
    }

    private static LoginToken Token { get; } = new(
        "pur_1", "t1", "jwt", TimeProvider.System.GetUtcNow().AddMinutes(5), LoginTokenState.Issued,
        new("usr_1", "new.user@example.com"), ForNewUser: true);

    private ValkeyConnection Connect(Uri address) => new(address, _ => ValueTask.FromResult(password), time);

    /// <summary>The caller of a failed call repeats it: at most one call may meet the broken connection.</summary>
    private async Task WaitUntilUsedAgainAsync()
    {
        try
        {
            await Tokens.FindAsync(Token.LoginId, default);
        }
        catch (Exception e) when (e is RedisException or RedisTimeoutException)
        {
            await Tokens.FindAsync(Token.LoginId, default);
        }
    }

    /// <summary>Calls from five places at once, each repeating what failed, while their connection is taken away again and again.</summary>
    private async Task<T[]> WhileConnectionsBreakAsync<T>(Func<Task<T>> callAsync)
    {
        var calls = Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => RepeatAsync(callAsync))));
        for (var i = 0; i < 3; i++)
            await server.ExecuteAsync("CLIENT", "KILL", "USER", RedisServer.User);
        return await calls;
    }

    private static async Task<T> RepeatAsync<T>(Func<Task<T>> callAsync)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await callAsync();
            }
            catch (Exception e) when (attempt < 100 && e is RedisException or RedisTimeoutException or ObjectDisposedException)
            {
                // The caller repeats.
            }
        }
    }

    private static async Task AssertUnreachableAsync(Func<Task> call)
    {
        var began = Stopwatch.GetTimestamp();
        var error = await Record.ExceptionAsync(call);
        Assert.True(error is RedisException or RedisTimeoutException, $"{error}");
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, Budget);
    }
}
