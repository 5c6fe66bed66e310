using System.Text.Json;
using Local.StepFunctions.Engine;

namespace Local.StepFunctions.States;

/// <summary>Runs the branches of a Parallel state, or the iterations of a Map state.</summary>
internal static class Branches
{
    /// <summary>
    /// Runs all, at most <paramref name="concurrency"/> at once. The first failure stops the others, and is thrown once they have stopped.
    /// </summary>
    public static async Task<JsonElement[]> RunAllAsync(
        int count, int concurrency, Func<int, CancellationToken, Task<JsonElement>> runAsync, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var results = new JsonElement[count];
        StateFailedException? firstFailure = null;
        var next = -1;

        async Task RunLaneAsync()
        {
            for (var index = Interlocked.Increment(ref next); index < count && !stop.IsCancellationRequested; index = Interlocked.Increment(ref next))
            {
                try
                {
                    results[index] = await runAsync(index, stop.Token);
                }
                catch (StateFailedException failure)
                {
                    if (Interlocked.CompareExchange(ref firstFailure, failure, null) is null)
                        stop.Cancel();
                }
                catch (Exception defect) when (defect is not OperationCanceledException)
                {
                    stop.Cancel();
                    throw;
                }
                catch (OperationCanceledException) when (firstFailure is not null && !cancellation.IsCancellationRequested)
                {
                    // Stopped because a sibling failed; that failure is the one to report.
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, Math.Min(count, concurrency)).Select(_ => RunLaneAsync()));
        cancellation.ThrowIfCancellationRequested();
        return firstFailure is null ? results : throw firstFailure;
    }
}
