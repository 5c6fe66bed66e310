using System.Diagnostics;
using Tests.Bundled.Support;

namespace Tests.Bundled.Runtime;

/// <summary>What only a process shows: exit codes and signals.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task Sigterm_WhileWaiting_EndsTheProcessWithZero()
    {
        await using var api = new RuntimeApi();
        using var process = Start(api);
        api.Send("1");
        Assert.Equal("1", (await api.NextPostAsync()).Text);

        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);

        await process.WaitForExitAsync().WaitAsync(RuntimeApi.Deadline);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task FailureToStart_IsReportedAndEndsTheProcessWithAnError()
    {
        await using var api = new RuntimeApi();
        using var process = Start(api, "fail-to-start");

        Assert.Equal("init/error", (await api.NextPostAsync()).Path);

        await process.WaitForExitAsync().WaitAsync(RuntimeApi.Deadline);
        Assert.NotEqual(0, process.ExitCode);
    }

    [Fact]
    public async Task RuntimeApi_GoneForGood_EndsTheProcessWithAnError()
    {
        var api = new RuntimeApi();
        using var process = Start(api);
        api.Send("1");
        await api.NextPostAsync();

        await api.DisposeAsync();

        await process.WaitForExitAsync().WaitAsync(RuntimeApi.Deadline);
        Assert.NotEqual(0, process.ExitCode);
    }

    private static Process Start(RuntimeApi api, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "EchoFunction.dll"), .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = api.Endpoint;
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        return Process.Start(start)!;
    }
}
