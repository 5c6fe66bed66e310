using StackExchange.Redis;

namespace AuthService.Tokens.Valkey;

/// <summary>
/// The connection to the cache. It is opened at first use, kept over invocations, and replaced when it has broken; then the password is
/// asked for again. Each step is bounded, and a cache that doesn't answer is an exception, never "not found".
/// </summary>
/// <param name="address"><c>rediss://user@host:port</c>; <c>redis</c> with one s is without TLS.</param>
/// <param name="password">Gives the user's password.</param>
/// <param name="patience">For one answer, and for one connection; two seconds unless told.</param>
public sealed class ValkeyConnection(
    Uri address, Func<CancellationToken, ValueTask<string>> password, TimeProvider time, TimeSpan? patience = null) : IAsyncDisposable
{
    private const int DefaultPort = 6379;

    /// <summary>With the time for the secret it leaves room in a function's ten seconds.</summary>
    private readonly int milliseconds = (int)(patience ?? TimeSpan.FromSeconds(2)).TotalMilliseconds;

    /// <summary>
    /// After such a pause the process may have been frozen, and the connection be dead without the process knowing. It is measured by the
    /// clock on the wall, which goes on while a process is frozen.
    /// </summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Commands that the library would send at its start and that the cache's user may not, or need not, use.</summary>
    private static readonly HashSet<string> Unused = ["CONFIG", "SUBSCRIBE", "PSUBSCRIBE", "UNSUBSCRIBE", "PUNSUBSCRIBE", "PUBLISH"];

    private readonly SemaphoreSlim door = new(1);
    private ConnectionMultiplexer? current;
    private long lastUse;

    /// <exception cref="RedisException">The cache can't be reached, or refuses.</exception>
    /// <exception cref="RedisTimeoutException">It did not answer in time.</exception>
    public async Task<T> UseAsync<T>(Func<IDatabase, Task<T>> use, CancellationToken cancellation)
    {
        var open = await OpenAsync(cancellation);
        try
        {
            var result = await use(open.GetDatabase()).WaitAsync(cancellation);
            Interlocked.Exchange(ref lastUse, time.GetUtcNow().Ticks);
            return result;
        }
        catch (Exception e) when (IsBroken(e))
        {
            // No second attempt here: what the first one did is unknown, and the callers know how to repeat.
            await DropAsync(open);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref current, null) is { } open)
            await CloseAsync(open);
        door.Dispose();
    }

    private async Task<ConnectionMultiplexer> OpenAsync(CancellationToken cancellation)
    {
        await door.WaitAsync(cancellation);
        try
        {
            if (current is { } open)
            {
                if (open.IsConnected && await IsAliveAsync(open))
                    return open;
                await DropAsync(open);
            }
            current = await ConnectionMultiplexer.ConnectAsync(Options(await password(cancellation)));
            Interlocked.Exchange(ref lastUse, time.GetUtcNow().Ticks);
            return current;
        }
        finally
        {
            door.Release();
        }
    }

    private async Task<bool> IsAliveAsync(ConnectionMultiplexer open)
    {
        if (time.GetUtcNow().Ticks - Interlocked.Read(ref lastUse) < Pause.Ticks)
            return true;
        try
        {
            await open.GetDatabase().PingAsync();
            return true;
        }
        catch (Exception e) when (IsBroken(e))
        {
            return false;
        }
    }

    private async ValueTask DropAsync(ConnectionMultiplexer broken)
    {
        if (Interlocked.CompareExchange(ref current, null, broken) == broken)
            await CloseAsync(broken);
    }

    /// <summary>Releases all that it holds, as disposing does, but doesn't wait for answers that may never come.</summary>
    private static Task CloseAsync(ConnectionMultiplexer connection) => connection.CloseAsync(allowCommandsToComplete: false);

    /// <summary>A server that refuses counts as well: after a failover it may be the wrong one.</summary>
    private static bool IsBroken(Exception e) => e is RedisException or TimeoutException or ObjectDisposedException;

    private ConfigurationOptions Options(string currentPassword) => new()
    {
        EndPoints = { { address.Host, address.Port < 0 ? DefaultPort : address.Port } },
        User = address.UserInfo,
        Password = currentPassword,
        Ssl = address.Scheme == "rediss",
        CheckCertificateRevocation = false, // as every AWS client here: asking the issuer takes a way to it, and time
        ConnectTimeout = milliseconds,
        AsyncTimeout = milliseconds,
        SyncTimeout = milliseconds,
        ConnectRetry = 1,
        AbortOnConnectFail = true,
        BacklogPolicy = BacklogPolicy.FailFast,
        CommandMap = CommandMap.Create(Unused, available: false),
        Protocol = RedisProtocol.Resp2, // the older form of the protocol does all that is needed, on every server
        TieBreaker = "",
        ConfigurationChannel = "",
        SetClientLibrary = false,
    };
}
