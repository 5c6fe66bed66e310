using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Local.Processes;
using StackExchange.Redis;

namespace Support;

/// <summary>A real redis-server on a free port of the loopback interface: empty, in memory, gone with the test.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    public const string User = "token-cache";
    public const string Password = "a-password-of-the-test";

    private const string AdministratorsPassword = "a-password-of-the-administrator";

    private readonly ChildProcesses processes = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("redis-");
    private readonly int port = FreePort();
    private readonly string accessString;
    private readonly bool cluster;
    private Process? process;
    private string lastWords = "";

    private RedisServer(string accessString, bool cluster) => (this.accessString, this.cluster) = (accessString, cluster);

    /// <summary>Where the user of the test connects.</summary>
    public Uri Address => new($"redis://{User}@127.0.0.1:{port}");

    /// <param name="accessString">What the user may do, in the words of ElastiCache and of Redis' own ACL rules.</param>
    /// <param name="cluster">Whether the server is a cluster of one node, as ElastiCache Serverless shows itself.</param>
    /// <exception cref="InvalidOperationException">No redis-server is installed, or it doesn't start.</exception>
    public static async Task<RedisServer> StartAsync(string accessString = "on ~* +@all", bool cluster = false)
    {
        var server = new RedisServer(accessString, cluster);
        await server.StartAsync();
        return server;
    }

    public async Task StartAsync()
    {
        process = await RunAsync();
        await UntilAsync("its first answer", async () => (await ExecuteAsync("PING")).ToString() == "PONG");
        if (!cluster)
            return;
        await ExecuteAsync("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
        await UntilAsync("a cluster", async () => (await ExecuteAsync("CLUSTER", "INFO")).ToString().Contains("cluster_state:ok"));
    }

    /// <summary>Ends the process. What it held is gone.</summary>
    public Task StopAsync() => process is null ? Task.CompletedTask : ChildProcesses.StopAsync(process, TimeSpan.FromSeconds(1));

    /// <summary>Sends a command as the default user, who may do everything.</summary>
    public async Task<RedisResult> ExecuteAsync(string command, params object[] arguments)
    {
        var administrator = await ConnectionMultiplexer.ConnectAsync(new ConfigurationOptions
        {
            EndPoints = { { "127.0.0.1", port } },
            Password = AdministratorsPassword,
            AllowAdmin = true,
            ConnectTimeout = 10_000, // a busy test process may be slow to hear the answer
            ConnectRetry = 1,
        });
        try
        {
            return await administrator.GetServers()[0].ExecuteAsync(command, arguments);
        }
        finally
        {
            await administrator.CloseAsync(allowCommandsToComplete: false); // a paused server answers to nothing more
        }
    }

    public async ValueTask DisposeAsync()
    {
        process?.Kill(); // it has nothing to save, and a paused one would not listen
        await processes.DisposeAsync();
        process?.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task<Process> RunAsync()
    {
        var start = new ProcessStartInfo("redis-server", [
            "--bind", "127.0.0.1", "--port", $"{port}", "--save", "", "--appendonly", "no", "--cluster-enabled", cluster ? "yes" : "no",
            "--cluster-port", $"{FreePort()}",
            "--requirepass", AdministratorsPassword, "--user", User, $">{Password}", .. accessString.Split(' '),
        ])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (!IsInstalled)
            throw new InvalidOperationException("redis-server is missing. On Debian: apt-get install redis-server");
        var started = await processes.StartAsync(start);
        started.OutputDataReceived += (_, line) => lastWords = line.Data ?? lastWords;
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return started;
    }

    private async Task UntilAsync(string what, Func<Task<bool>> isSo)
    {
        var began = Stopwatch.GetTimestamp();
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await IsSoAsync())
        {
            if (process!.HasExited || Stopwatch.GetElapsedTime(began) > TimeSpan.FromSeconds(15))
                throw new InvalidOperationException($"redis-server did not give {what}. Its last words: {lastWords}");
            await poll.WaitForNextTickAsync();
        }

        async Task<bool> IsSoAsync()
        {
            try
            {
                return await isSo();
            }
            catch (RedisException)
            {
                return false;
            }
        }
    }

    private static bool IsInstalled => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Any(directory => File.Exists(Path.Combine(directory, "redis-server")));

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
