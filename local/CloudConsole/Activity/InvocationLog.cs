using System.Collections.Concurrent;
using Local.Lambda;

namespace Local.CloudConsole.Activity;

/// <summary>How often a function was invoked since the start.</summary>
/// <param name="Running">Events that it has taken and not answered yet.</param>
internal sealed record InvocationCounts(long Invocations, long Errors, long Running);

/// <summary>What the functions did last, as it came: whoever looks reads the events, so that invoking costs nothing.</summary>
internal sealed class InvocationLog
{
    /// <summary>How many invocations are kept.</summary>
    public const int Capacity = 5000;

    /// <summary>How many bytes of events and answers are kept: batches of a stream are long.</summary>
    public const int CapacityInBytes = 32 * 1024 * 1024;

    private const int LongestPayload = 256 * 1024;

    private readonly Lock gate = new();
    private readonly Queue<RecordedInvocation> kept = new();
    private readonly ConcurrentDictionary<string, Counter> counters = new(StringComparer.Ordinal);
    private readonly TimeProvider clock;
    private long changes;
    private long bytes;

    public InvocationLog(FunctionInvoker functions, TimeProvider clock)
    {
        this.clock = clock;
        functions.Invoked += (function, invocation) => _ = FollowAsync(function, invocation);
    }

    /// <summary>The same twice means that no function has begun or ended anything in between.</summary>
    public long Changes => Volatile.Read(ref changes);

    /// <summary>By the functions' names; those without an invocation are missing.</summary>
    public IReadOnlyDictionary<string, InvocationCounts> Counts =>
        counters.ToDictionary(entry => entry.Key, entry => entry.Value.Read());

    /// <summary>The kept invocations about a purchase, oldest first.</summary>
    public IReadOnlyList<RecordedInvocation> Of(string purchaseId)
    {
        List<RecordedInvocation> all;
        lock (gate)
            all = [.. kept];
        return [.. all.Where(invocation => invocation.IsAbout(purchaseId))];
    }

    /// <summary>Notes an invocation, and its end once it comes.</summary>
    internal async Task FollowAsync(LambdaFunction function, Invocation invocation)
    {
        var began = clock.GetTimestamp();
        var recorded = new RecordedInvocation(function, invocation.RequestId, clock.GetUtcNow(), Limited(invocation.Payload));
        var counter = counters.GetOrAdd(function.Name, static _ => new Counter());
        Interlocked.Increment(ref counter.Begun);
        lock (gate)
        {
            kept.Enqueue(recorded);
            Grow(recorded.Payload.Length);
        }
        Interlocked.Increment(ref changes);

        var end = await EndOf(invocation, began);
        lock (gate)
        {
            recorded.End = end;
            if (recorded.IsKept)
                Grow(end.Payload.Length);
        }
        if (end.Failed)
            Interlocked.Increment(ref counter.Failed);
        Interlocked.Increment(ref counter.Ended);
        Interlocked.Increment(ref changes);
    }

    /// <summary>The oldest make room.</summary>
    private void Grow(int length)
    {
        bytes += length;
        while ((kept.Count > Capacity || bytes > CapacityInBytes) && kept.TryDequeue(out var oldest))
        {
            oldest.IsKept = false;
            bytes -= oldest.Payload.Length + (oldest.End?.Payload.Length ?? 0);
        }
    }

    private async Task<InvocationEnd> EndOf(Invocation invocation, long began)
    {
        try
        {
            var result = await invocation.Result;
            return new(clock.GetElapsedTime(began), Limited(result.Payload), result.FunctionError is not null);
        }
        catch (Exception refused)
        {
            // The caller gets the exception; here it is how the invocation ended.
            return new(clock.GetElapsedTime(began), FunctionErrors.Document(refused.GetType().Name, refused.Message), Failed: true);
        }
    }

    private static ReadOnlyMemory<byte> Limited(ReadOnlyMemory<byte> payload) => payload.Length > LongestPayload ? default : payload;

    private sealed class Counter
    {
        public long Begun;
        public long Ended;
        public long Failed;

        public InvocationCounts Read()
        {
            var ended = Volatile.Read(ref Ended);
            return new(Volatile.Read(ref Begun), Volatile.Read(ref Failed), Volatile.Read(ref Begun) - ended);
        }
    }
}
