using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Local.Cli;
using Local.Ops;
using Local.Ops.Verbs;

namespace Local.Tests.Ops;

/// <summary>What the kit says when it can't work.</summary>
public sealed class OpsVerbTests
{
    [Fact]
    public async Task NobodyAtTheEndpoint_IsSaid_WithTheWayOut()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();

        var (exitCode, errors) = await RunAsync("dlq", "list", "--endpoint", $"http://127.0.0.1:{port}");

        Assert.Equal(ExitCodes.Failure, exitCode);
        Assert.Contains($"Nothing answers at http://127.0.0.1:{port}", errors, StringComparison.Ordinal);
        Assert.Contains("--aws", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownProfile_IsSaid()
    {
        var (exitCode, errors) = await RunAsync("stuck", "--profile", "there-is-no-such-profile");

        Assert.Equal(ExitCodes.Failure, exitCode);
        Assert.Contains("there-is-no-such-profile", errors, StringComparison.Ordinal);
    }

    /// <summary>A port that something else listens on, or a network that goes away.</summary>
    [Fact]
    public async Task ConnectionThatIsCut_IsSaid()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var end = new CancellationTokenSource();
        var hangUp = HangUpAsync(listener, end.Token);

        var (exitCode, errors) = await RunAsync("stuck", "--endpoint", $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

        Assert.Equal(ExitCodes.Failure, exitCode);
        Assert.Single(errors.TrimEnd().Split('\n'));
        Assert.Contains("AWS can't be reached", errors, StringComparison.Ordinal);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hangUp);
    }

    [Theory]
    [InlineData("timeline")]
    [InlineData("stuck", "--minutes", "-1")]
    [InlineData("stuck", "--limit", "0")]
    [InlineData("stuck", "--minutes", "2147483647")]
    [InlineData("stuck", "--aws", "--endpoint", "http://localhost:1")]
    [InlineData("stuck", "--endpoint", "http://localhost:1", "--profile", "mine")]
    [InlineData("dlq", "redrive", "q", "--rate", "0")]
    [InlineData("dlq", "redrive", "q", "--rate", "NaN")]
    [InlineData("dlq", "show", "q", "--limit", "5000")]
    [InlineData("dlq", "list", "--endpoint", "localhost")]
    [InlineData("forget")]
    [InlineData("forget", "pur_0123456789abcdefghjkmnpqrs")]
    [InlineData("replay", "--from", "2026-11-01", "--to", "2026-11-02")]
    [InlineData("replay", "--from", "1.11.2026", "--to", "2026-11-02", "--queue", "q")]
    [InlineData("replay", "--from", "2026-11-01", "--to", "2026-11-02T10:00:00+01:00", "--queue", "q")]
    [InlineData("replay", "--event", "Nothing", "--from", "2026-11-01", "--to", "2026-11-02", "--queue", "q")]
    public async Task WrongArguments_EndWithExitCode2(params string[] arguments) =>
        Assert.Equal(ExitCodes.Usage, (await RunAsync(arguments)).ExitCode);

    private static async Task HangUpAsync(TcpListener listener, CancellationToken end)
    {
        while (true)
            (await listener.AcceptTcpClientAsync(end)).Dispose();
    }

    private static async Task<(int ExitCode, string Errors)> RunAsync(params string[] arguments)
    {
        using StringWriter output = new(), errors = new();
        var root = new RootCommand { OpsVerb.Create(new OpsConsole(output, errors, TextReader.Null, IsTerminal: false)) };
        return (await CommandLine.RunAsync(root, ["ops", .. arguments]), errors.ToString());
    }
}
