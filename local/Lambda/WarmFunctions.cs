namespace Local.Lambda;

/// <summary>Has a process of each function waiting when the local cloud says it is ready, and ends all of them.</summary>
internal sealed class WarmFunctions(FunctionInvoker functions) : ILocalPart
{
    public Task StartAsync(CancellationToken cancellation) => functions.WarmAsync(cancellation);

    public Task ExtendAsync(CancellationToken cancellation) => functions.WarmAsync(cancellation);

    public async Task StopAsync(CancellationToken cancellation) => await functions.DisposeAsync();
}
