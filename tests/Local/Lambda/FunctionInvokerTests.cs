using System.Text;
using Local.Lambda;
using Microsoft.Extensions.Time.Testing;

namespace Local.Tests.Lambda;

public sealed class FunctionInvokerTests
{
    [Fact]
    public async Task Event_IsAnsweredByTheFunction_InOneWarmProcess()
    {
        await using var host = new FunctionHost();
        await host.AddAsync("F");
        var result = await host.InvokeAsync("F", """{"a":"ü"}""");
        Assert.Equal("""{"a":"ü"}""", Encoding.UTF8.GetString(result.Payload.Span));
        Assert.Null(result.FunctionError);
        var first = await host.AnswerAsync("F", """{"do":"process"}""");
        var second = await host.AnswerAsync("arn:aws:lambda:eu-west-1:000000000000:function:F", """{"do":"process"}""");
        Assert.Equal(first!.ToString(), second!.ToString());
    }

    [Fact]
    public async Task Process_GetsLambdasEnvironment_AndNothingElseOfTheParents()
    {
        System.Environment.SetEnvironmentVariable("LEAKED_BY_THE_PARENT", "1");
        await using var host = new FunctionHost();
        await host.AddAsync("F", variables: ("ORDERS_TABLE", "orders"));
        var environment = (await host.AnswerAsync("F", """{"do":"environment"}"""))!;
        Assert.Equal("F", (string?)environment["AWS_LAMBDA_FUNCTION_NAME"]);
        Assert.Equal("256", (string?)environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]);
        Assert.Equal("http://localhost:4566", (string?)environment["AWS_ENDPOINT_URL"]);
        Assert.Equal("eu-west-1", (string?)environment["AWS_REGION"]);
        Assert.StartsWith("ASIA", (string?)environment["AWS_ACCESS_KEY_ID"], StringComparison.Ordinal);
        Assert.Equal("orders", (string?)environment["ORDERS_TABLE"]);
        Assert.Equal(":UTC", (string?)environment["TZ"]);
        Assert.Null(environment["LEAKED_BY_THE_PARENT"]);
        Assert.NotEqual(System.Environment.GetEnvironmentVariable("HOME"), (string?)environment["HOME"]);
    }

    [Fact]
    public async Task Invocation_CarriesDeadlineTraceAndTheArnThatTheCallerUsed()
    {
        await using var host = new FunctionHost();
        await host.AddAsync("F");
        host.Functions.AddQualifier("F", "live");
        var before = TimeProvider.System.GetUtcNow();
        var result = await host.Functions.InvokeAsync("F:live", """{"do":"headers"}"""u8.ToArray(), "Root=1-5759e988-bd862e3fe1be46a994272793", default);
        var headers = FunctionHost.Json(result)!;
        Assert.EndsWith(":function:F:live", (string?)headers["Lambda-Runtime-Invoked-Function-Arn"], StringComparison.Ordinal);
        Assert.Matches("^Root=1-5759e988-bd862e3fe1be46a994272793;Parent=[0-9a-f]{16};Sampled=1$", (string?)headers["Lambda-Runtime-Trace-Id"]);
        var deadline = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse((string)headers["Lambda-Runtime-Deadline-Ms"]!, null));
        Assert.InRange(deadline, before + TimeSpan.FromSeconds(19), before + TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task ReportedError_IsTheResult()
    {
        await using var host = new FunctionHost();
        await host.AddAsync("F");
        var result = await host.InvokeAsync("F", """{"do":"fail"}""");
        Assert.Equal("Unhandled", result.FunctionError);
        Assert.Equal("OrderRefused", (string?)FunctionHost.Json(result)!["errorType"]);
    }

    [Fact]
    public async Task Exit_DuringAnEvent_FailsIt_AndTheNextEventStartsAProcess()
    {
        await using var host = new FunctionHost();
        await host.AddAsync("F");
        var result = await host.InvokeAsync("F", """{"do":"exit","code":7}""");
        Assert.Equal("Runtime.ExitError", (string?)FunctionHost.Json(result)!["errorType"]);
        Assert.EndsWith("Runtime exited with error: exit status 7", (string?)FunctionHost.Json(result)!["errorMessage"], StringComparison.Ordinal);
        Assert.Contains(host.Log.Read("F"), line => line is { Text: "about to exit", RequestId: not null });
        Assert.Null((await host.InvokeAsync("F", "{}")).FunctionError);
    }

    [Fact]
    public async Task Timeout_EndsTheProcess_AndTheNextEventStartsAnother()
    {
        var clock = new FakeTimeProvider();
        await using var host = new FunctionHost(clock: clock);
        await host.AddAsync("F", timeout: TimeSpan.FromSeconds(3));
        var first = (await host.AnswerAsync("F", """{"do":"process"}"""))!.ToString();
        var hanging = await host.HangAsync("F");
        clock.Advance(TimeSpan.FromSeconds(3));
        var result = await hanging;
        Assert.Equal("Unhandled", result.FunctionError);
        Assert.EndsWith("Task timed out after 3.00 seconds", (string?)FunctionHost.Json(result)!["errorMessage"], StringComparison.Ordinal);
        Assert.Contains(host.Log.Read("F"), line => !line.Platform && line.Text.Contains("Task timed out after 3.00 seconds", StringComparison.Ordinal));
        Assert.NotEqual(first, (await host.AnswerAsync("F", """{"do":"process"}"""))!.ToString());
        Assert.False(Directory.Exists($"/proc/{first}"));
    }

    /// <summary>Lambda repeats a failed start within the invocation that needed it.</summary>
    [Theory]
    [InlineData("exit", "Runtime.ExitError")]
    [InlineData("error", "MissingSetting")]
    public async Task FailedStart_IsRepeatedOnce_FailsTheEvent_AndIsTriedAgainWithTheNext(string init, string errorType)
    {
        await using var host = new FunctionHost();
        await host.AddAsync("F", variables: ("INIT", init));
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            var result = await host.InvokeAsync("F", "{}");
            Assert.Equal("Unhandled", result.FunctionError);
            Assert.Equal(errorType, (string?)FunctionHost.Json(result)!["errorType"]);
            Assert.Equal(2 * attempt, host.Log.Read("F").Count(line => line.Text.StartsWith("INIT_REPORT", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task StartThatFailsEachTime_ShowsItsErrorOutputOnce_AndKeepsAllOfIt()
    {
        var shown = new List<string>();
        await using var host = new FunctionHost(log: new FunctionLog(1000, line => shown.Add(line.Text)));
        await host.AddAsync("F", variables: ("INIT", "exit"));
        for (var attempt = 0; attempt < 3; attempt++)
            await host.InvokeAsync("F", "{}");
        Assert.StartsWith("cannot find the configuration", Assert.Single(shown, line => line.StartsWith("cannot", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(6, host.Log.Read("F").Count(line => line.Text.StartsWith("cannot", StringComparison.Ordinal)));
        Assert.Single(shown, line => line.Contains("exit status 3", StringComparison.Ordinal));
        Assert.Equal(3, shown.Count(line => line.EndsWith("Status: error, as before", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Start_ThatNeverAsksForAnEvent_IsEnded()
    {
        await using var host = new FunctionHost(new LambdaOptions { InitTimeout = TimeSpan.FromMilliseconds(300) });
        await host.AddAsync("F", variables: ("INIT", "hang"));
        var result = await host.InvokeAsync("F", "{}");
        Assert.Equal("Sandbox.Timedout", (string?)FunctionHost.Json(result)!["errorType"]);
    }

    [Fact]
    public async Task CodeThatIsNoProgram_FailsTheEvent()
    {
        var folder = Directory.CreateTempSubdirectory();
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "bootstrap"), "not executable");
        await using var host = new FunctionHost();
        await host.AddAsync("F", folder: folder.FullName);
        Assert.Equal("Unhandled", (await host.InvokeAsync("F", "{}")).FunctionError);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task EventsAtOnce_AreWorkedOnInSeveralProcesses()
    {
        await using var host = new FunctionHost(new LambdaOptions { ProcessesPerFunction = 2, ScaleOutDelay = TimeSpan.Zero });
        await host.AddAsync("F");
        var processes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.AnswerAsync("F", """{"do":"wait","milliseconds":700}""")));
        Assert.Equal(2, processes.Select(process => process!.ToString()).Distinct().Count());
    }

    [Fact]
    public async Task ReservedConcurrency_UsedUp_Throttles()
    {
        var clock = new FakeTimeProvider();
        await using var host = new FunctionHost(clock: clock);
        await host.AddAsync("F", reserved: 1);
        await host.InvokeAsync("F", "{}");
        var first = await host.HangAsync("F");
        await Assert.ThrowsAsync<FunctionThrottledException>(() => host.InvokeAsync("F", "{}"));
        clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal("Unhandled", (await first).FunctionError);
        Assert.Null((await host.InvokeAsync("F", "{}")).FunctionError);
    }

    [Fact]
    public async Task StoppedFunction_FinishesItsWork_ThrottlesWhatIsNew_AndComesBack()
    {
        await using var host = new FunctionHost();
        await host.AddAsync("F");
        await host.InvokeAsync("F", "{}");
        var running = host.InvokeAsync("F", """{"do":"wait","milliseconds":100}""");
        await host.Functions.StopFunctionAsync("F");
        Assert.Null((await running).FunctionError);
        Assert.False(host.Functions.WhenStarted("F").IsCompleted);
        await Assert.ThrowsAsync<FunctionThrottledException>(() => host.InvokeAsync("F", "{}"));
        await host.Functions.StartFunctionAsync("F");
        Assert.True(host.Functions.WhenStarted("F").IsCompleted);
        Assert.Null((await host.InvokeAsync("F", "{}")).FunctionError);
    }

    [Fact]
    public async Task Crash_FailsTheRunningEvent()
    {
        await using var host = new FunctionHost();
        await host.AddAsync("F");
        await host.InvokeAsync("F", "{}");
        var running = await host.HangAsync("F");
        await host.Functions.CrashFunctionAsync("F");
        Assert.EndsWith("signal: killed", (string?)FunctionHost.Json(await running)!["errorMessage"], StringComparison.Ordinal);
        Assert.Null((await host.InvokeAsync("F", "{}")).FunctionError);
    }

    [Fact]
    public async Task AnswerOverTheLimit_FailsTheEvent_AndOneAtTheLimitPasses()
    {
        await using var host = new FunctionHost();
        await host.AddAsync("F");
        Assert.Equal(6291556, (await host.InvokeAsync("F", """{"do":"large","bytes":6291556}""")).Payload.Length);
        var result = await host.InvokeAsync("F", """{"do":"large","bytes":6291557}""");
        Assert.Equal("Function.ResponseSizeTooLarge", (string?)FunctionHost.Json(result)!["errorType"]);
    }

    [Fact]
    public async Task RuntimeApi_RefusesAnswersToOtherEvents_AndASecondEventAtOnce()
    {
        await using var host = new FunctionHost();
        await host.AddAsync("F");
        Assert.Equal("[400,403]", (await host.AnswerAsync("F", """{"do":"answer another"}"""))!.ToJsonString());
    }

    [Fact]
    public async Task UnknownFunction_OrQualifier_IsNotFound()
    {
        await using var host = new FunctionHost();
        await host.AddAsync("F");
        await Assert.ThrowsAsync<FunctionNotFoundException>(() => host.InvokeAsync("G", "{}"));
        await Assert.ThrowsAsync<FunctionNotFoundException>(() => host.InvokeAsync("F:live", "{}"));
    }
}
