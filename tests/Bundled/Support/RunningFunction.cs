using Amazon.Lambda.RuntimeSupport;

namespace Tests.Bundled.Support;

/// <summary>A function whose loop runs against a runtime API of the test, until the test ends.</summary>
internal sealed class RunningFunction : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly LambdaBootstrap bootstrap;

    internal RunningFunction(LambdaBootstrapBuilder builder)
    {
        Api = new RuntimeApi();
        bootstrap = builder.ConfigureOptions(options => options.RuntimeApiEndpoint = Api.Endpoint).Build();
        Loop = Task.Run(() => bootstrap.RunAsync(stop.Token));
    }

    internal RuntimeApi Api { get; }

    internal Task Loop { get; }

    /// <summary>Cancels the loop and waits for its end.</summary>
    internal async Task StopAsync()
    {
        await stop.CancelAsync();
        await Loop.WaitAsync(RuntimeApi.Deadline);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        // A loop that the test expects to fail has been awaited by the test.
        await Loop.WaitAsync(RuntimeApi.Deadline).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        bootstrap.Dispose();
        await Api.DisposeAsync();
        stop.Dispose();
    }
}
