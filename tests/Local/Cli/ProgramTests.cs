using System.Net;
using System.Net.Sockets;
using Local.Tests.Support;

namespace Local.Tests.Cli;

public sealed class ProgramTests : IDisposable
{
    private readonly AssemblyFolder folder = new AssemblyFolder().With("Test", """
        {'Resources': {'Queue': {'Type': 'AWS::SQS::Queue', 'Properties': {'QueueName': 'q'}}}}
        """);

    [SkippableTheory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task ASignal_EndsEverything_WithExitCode0(string signal)
    {
        RequireLinux();
        using var program = Start("--port", "0", "--aws-port", "0");
        await program.UntilReadyAsync();
        var children = program.Descendants;

        program.Send(signal);

        Assert.Equal(0, await program.ExitCodeAsync());
        Assert.NotEmpty(children);
        await ProgramProcess.UntilGoneAsync(children);
    }

    [SkippableFact]
    public async Task KillingTheProgram_LeavesNoProcess()
    {
        RequireLinux();
        using var program = Start("--port", "0", "--aws-port", "0");
        await program.UntilReadyAsync();
        var children = program.Descendants;

        program.Send("KILL");

        Assert.True(children.Count >= 2, $"expected both emulators, found {children.Count} processes");
        await ProgramProcess.UntilGoneAsync(children);
    }

    [Fact]
    public async Task ATakenPort_IsNamed_WithExitCode1()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        using var program = Start("--port", "0", "--aws-port", $"{port}");

        Assert.Equal(1, await program.ExitCodeAsync());
        Assert.Contains($"127.0.0.1:{port}", program.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(" at ", program.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnUnknownResourceType_IsNamed_WithExitCode1()
    {
        folder.With("Test", "{'Resources': {'Cache': {'Type': 'AWS::ElastiCache::ServerlessCache'}}}");

        using var program = Start("--port", "0", "--aws-port", "0");

        Assert.Equal(1, await program.ExitCodeAsync());
        Assert.Contains("AWS::ElastiCache::ServerlessCache", program.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--prot", "8080")]
    [InlineData("--port", "many")]
    [InlineData("--port", "70000")]
    [InlineData("--endpoint", "moto")]
    [InlineData("--endpoint-for", "states")]
    public async Task AWrongOption_IsNamed_WithExitCode2(string option, string value)
    {
        using var program = new ProgramProcess(option, value);

        Assert.Equal(2, await program.ExitCodeAsync());
        Assert.Contains(option, program.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OptionsThatDontGoTogether_AreNamed_WithExitCode2()
    {
        using var program = new ProgramProcess("faults", "--exhaustive", "--purchases", "3");

        Assert.Equal(2, await program.ExitCodeAsync());
        Assert.Contains("it doesn't go with --purchases", program.Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task DataFolder_OfAnotherRunningCloud_IsRefused_WithExitCode1_AndFreeAfterAKill()
    {
        RequireLinux();
        var data = Path.Combine(folder.Path, "data");
        using var first = Start("--port", "0", "--aws-port", "0", "--data", data);
        await first.UntilReadyAsync();

        using (var second = Start("--port", "0", "--aws-port", "0", "--data", data))
        {
            Assert.Equal(1, await second.ExitCodeAsync());
            Assert.Contains($"{data} is in use by another local cloud", second.Output, StringComparison.Ordinal);
        }

        first.Send("KILL");
        await first.ExitCodeAsync();
        using var third = Start("--port", "0", "--aws-port", "0", "--data", data);
        await third.UntilReadyAsync();
        Assert.Contains("Ready", third.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DataFolder_TogetherWithAnotherEmulator_IsAWrongOption()
    {
        using var program = Start("--data", folder.Path, "--endpoint", "http://localhost:5000");

        Assert.Equal(2, await program.ExitCodeAsync());
        Assert.Contains("--endpoint", program.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_NamesTheOptions()
    {
        using var program = new ProgramProcess("--help");

        Assert.Equal(0, await program.ExitCodeAsync());
        Assert.All((string[])["--port", "--aws-port", "--quiet", "--data"], option => Assert.Contains(option, program.Output, StringComparison.Ordinal));
    }

    public void Dispose() => folder.Dispose();

    private ProgramProcess Start(params string[] arguments) => new(["--quiet", "--assembly", folder.Path, .. arguments]);

    private static void RequireLinux() => Skip.IfNot(OperatingSystem.IsLinux(), "Reads /proc and sends signals");
}
