namespace Local.Lambda;

/// <summary>Lambda's internal queue of events that nobody waits for (invocation type <c>Event</c>).</summary>
/// <remarks>A failed event is tried twice more, after one and two minutes; a throttled one with growing waits for up to six hours.</remarks>
public sealed class AsyncInvocations(IFunctionInvoker invoker, IFunctionLog log, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan[] RetryDelays = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)];
    private static readonly TimeSpan MaximumAge = TimeSpan.FromHours(6);
    private static readonly TimeSpan LongestThrottleDelay = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource stop = new();

    /// <summary>Accepts an event. Its failures show in the function's log only, as the caller is gone.</summary>
    public void Accept(string function, ReadOnlyMemory<byte> payload, string? traceId) => _ = RunAsync(function, payload, traceId);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        stop.Dispose();
    }

    private async Task RunAsync(string function, ReadOnlyMemory<byte> payload, string? traceId)
    {
        var cancellation = stop.Token;
        var accepted = clock.GetTimestamp();
        var throttleDelay = TimeSpan.FromSeconds(1);
        var failures = 0;
        try
        {
            while (clock.GetElapsedTime(accepted) < MaximumAge)
            {
                try
                {
                    var result = await invoker.InvokeAsync(function, payload, traceId, cancellation);
                    if (result.FunctionError is null)
                        return;
                    if (failures == RetryDelays.Length)
                        break;
                    await Task.Delay(RetryDelays[failures++], clock, cancellation);
                }
                catch (FunctionThrottledException)
                {
                    await Task.Delay(throttleDelay, clock, cancellation);
                    throttleDelay = throttleDelay * 2 < LongestThrottleDelay ? throttleDelay * 2 : LongestThrottleDelay;
                }
            }
            log.Write(new LogLine(clock.GetUtcNow(), FunctionName.Parse(function).Name, null, "Asynchronous event discarded: its retries are used up"));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The local cloud ends, and this queue with it.
        }
    }
}
