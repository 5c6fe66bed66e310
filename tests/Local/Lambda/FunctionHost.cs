using System.Text;
using System.Text.Json.Nodes;
using Local.Clock;
using Local.Endpoint;
using Local.Lambda;
using Local.Processes;

namespace Local.Tests.Lambda;

/// <summary>Functions whose code is the scripted function, in real processes.</summary>
internal sealed class FunctionHost : IAsyncDisposable
{
    private readonly ChildProcesses children = new();
    private readonly FunctionEnvironment environment;

    public FunctionHost(LambdaOptions? options = null, TimeProvider? clock = null, FunctionLog? log = null)
    {
        Log = log ?? new FunctionLog(1000, null);
        Clock = clock ?? TimeProvider.System;
        options ??= new LambdaOptions();
        var addresses = new LocalAddresses();
        addresses.Set(8080, 4566);
        environment = new FunctionEnvironment(options, addresses, ProcessTime.OfTheMachine, Clock);
        Functions = new FunctionInvoker(
            options, new FunctionProcesses(children, environment, new FunctionSessions(new CredentialRegistry())), Log, Clock);
    }

    public TimeProvider Clock { get; }

    public FunctionLog Log { get; }

    public FunctionInvoker Functions { get; }

    public Task AddAsync(string name, TimeSpan? timeout = null, int? reserved = null, string? folder = null, params (string, string)[] variables) =>
        Functions.AddAsync(new LambdaFunction(
            name, $"arn:aws:lambda:eu-west-1:000000000000:function:{name}", "bootstrap", 256, timeout ?? TimeSpan.FromSeconds(20), reserved,
            $"arn:aws:iam::000000000000:role/{name}", folder ?? AppContext.BaseDirectory, variables.ToDictionary(v => v.Item1, v => v.Item2)));

    public Task<InvocationResult> InvokeAsync(string name, string payload) =>
        Functions.InvokeAsync(name, Encoding.UTF8.GetBytes(payload), null, CancellationToken.None);

    public async Task<JsonNode?> AnswerAsync(string name, string payload) => Json(await InvokeAsync(name, payload));

    /// <summary>Starts an event that never ends, and returns once the function works on it.</summary>
    public async Task<Task<InvocationResult>> HangAsync(string name)
    {
        var invocation = InvokeAsync(name, """{"do":"hang"}""");
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!Log.Read(name).Any(line => line.Text == "hanging"))
            await Task.Delay(5, deadline.Token);
        return invocation;
    }

    public static JsonNode? Json(InvocationResult result) => JsonNode.Parse(result.Payload.Span);

    public async ValueTask DisposeAsync()
    {
        await Functions.DisposeAsync();
        await children.DisposeAsync();
        environment.Dispose();
    }
}
