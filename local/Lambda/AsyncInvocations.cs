using System.Collections.Concurrent;
using Local.Clock;

namespace Local.Lambda;

/// <summary>How Lambda deals with a function's events that nobody waits for.</summary>
/// <param name="RetryAttempts">How often a failed event is tried again, 0 to 2 times.</param>
/// <param name="MaximumAge">How long an event is kept, one minute to six hours.</param>
public sealed record AsyncSettings(int RetryAttempts, TimeSpan MaximumAge)
{
    public static readonly AsyncSettings Default = new(2, TimeSpan.FromHours(6));
}

/// <summary>Lambda's internal queue of events that nobody waits for (invocation type <c>Event</c>).</summary>
/// <remarks>
/// A failed event is tried twice more, after one and two minutes; a throttled one with growing waits for up to six hours; or less, as the
/// function's settings say. All attempts at an event have one request id.
/// </remarks>
public sealed class AsyncInvocations(IFunctionInvoker invoker, IFunctionLog log, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan[] RetryDelays = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)];
    private static readonly TimeSpan LongestThrottleDelay = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, AsyncSettings> settings = new(StringComparer.Ordinal);
    private readonly WorkInProgress work = new();
    private readonly CancellationTokenSource stop = new();

    /// <summary>Whether an event is being delivered; one that waits for its next attempt isn't.</summary>
    public bool IsAnyAtWork => work.IsAny;

    /// <summary>Sets how events of a function are dealt with.</summary>
    public void Configure(string function, AsyncSettings chosen) => settings[FunctionName.Parse(function).Name] = chosen;

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
        using var delivery = work.Begin();
        var accepted = clock.GetTimestamp();
        var chosen = settings.GetValueOrDefault(FunctionName.Parse(function).Name, AsyncSettings.Default);
        var requestId = Guid.NewGuid().ToString();
        var throttleDelay = TimeSpan.FromSeconds(1);
        var failures = 0;
        try
        {
            while (clock.GetElapsedTime(accepted) < chosen.MaximumAge)
            {
                try
                {
                    var result = await invoker.InvokeAsync(function, payload, traceId, requestId, cancellation);
                    if (result.FunctionError is null)
                        return;
                    if (failures == chosen.RetryAttempts)
                        break;
                    await WaitAsync(RetryDelays[failures++]);
                }
                catch (FunctionThrottledException)
                {
                    await WaitAsync(throttleDelay);
                    throttleDelay = throttleDelay * 2 < LongestThrottleDelay ? throttleDelay * 2 : LongestThrottleDelay;
                }
            }
            log.Write(new LogLine(
                clock.GetUtcNow(), FunctionName.Parse(function).Name, requestId, "Asynchronous event discarded: its retries are used up"));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The local cloud ends, and this queue with it.
        }

        async Task WaitAsync(TimeSpan delay)
        {
            var due = clock.GetUtcNow() + delay;
            using var wait = delivery.WaitUntil(() => clock.GetUtcNow() >= due);
            await Task.Delay(delay, clock, cancellation);
        }
    }
}
