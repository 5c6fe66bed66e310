using System.Collections.Concurrent;
using Local.Clock;

namespace Local.Lambda;

/// <summary>All functions of the local cloud: runs them, and lets tests take them down.</summary>
public sealed class FunctionInvoker(LambdaOptions options, FunctionProcesses processes, IFunctionLog log, TimeProvider clock)
    : IFunctionInvoker, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, FunctionPool> pools = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> qualifiers = new(StringComparer.Ordinal);

    private long begun;

    /// <summary>Raised when a function has taken an event; the event's result comes later.</summary>
    internal event Action<LambdaFunction, Invocation>? Invoked;

    /// <summary>The functions, by name.</summary>
    public IEnumerable<LambdaFunction> Functions => pools.Values.Select(pool => pool.Function);

    public async Task<InvocationResult> InvokeAsync(
        string function, ReadOnlyMemory<byte> payload, string? traceId, CancellationToken cancellation) =>
        (await RunAsync(function, payload, traceId, cancellation)).Result;

    public async Task<InvocationResult> InvokeAsync(
        string function, ReadOnlyMemory<byte> payload, string? traceId, string requestId, CancellationToken cancellation) =>
        (await RunAsync(function, payload, traceId, cancellation, requestId)).Result;

    /// <summary>Invokes a function; the request id finds what it logged.</summary>
    internal async Task<(string RequestId, InvocationResult Result)> RunAsync(
        string function, ReadOnlyMemory<byte> payload, string? traceId, CancellationToken cancellation, string? requestId = null)
    {
        var name = FunctionName.Parse(function);
        var pool = Find(function);
        var arn = name.Qualifier is null or "$LATEST" ? pool.Function.Arn : $"{pool.Function.Arn}:{name.Qualifier}";
        var invocation = new Invocation(payload, arn, TraceHeader.ForFunction(traceId, clock), requestId);
        Interlocked.Increment(ref begun);
        var answer = pool.InvokeAsync(invocation);
        Invoked?.Invoke(pool.Function, invocation);
        // As in AWS, a caller that gives up doesn't stop the function.
        return (invocation.RequestId, await answer.WaitAsync(cancellation));
    }

    /// <summary>The configuration of a function.</summary>
    /// <exception cref="FunctionNotFoundException">No such function, version or alias.</exception>
    public LambdaFunction Describe(string function) => Find(function).Function;

    /// <summary>How many events there have been; the same twice means that there was none in between.</summary>
    public long Begun => Volatile.Read(ref begun);

    /// <summary>How many events are waiting for a process or being worked on, of all functions.</summary>
    public int InFlight => pools.Values.Sum(pool => pool.InFlight);

    /// <summary>How many events the function can work on at once here.</summary>
    public int Capacity(string function) => Find(function).Capacity;

    /// <summary>Takes a function down: running events finish, new ones are throttled, its event sources wait.</summary>
    public Task StopFunctionAsync(string function) => Find(function).StopAsync();

    /// <summary>Brings a function back.</summary>
    public Task StartFunctionAsync(string function)
    {
        Find(function).Resume();
        return Task.CompletedTask;
    }

    /// <summary>Ends a function's processes in the middle of their work; the next event starts a new one.</summary>
    public Task CrashFunctionAsync(string function) => Find(function).CrashAsync();

    /// <summary>Completes when the function is not taken down, which is at once unless a test did so.</summary>
    public Task WhenStarted(string function) => Find(function).Started;

    /// <summary>Adds a function. One of this name that is there already finishes its events and is replaced.</summary>
    internal async Task AddAsync(LambdaFunction function)
    {
        var pool = new FunctionPool(function, options, processes, log, clock is MovableClock movable ? movable.OfProcesses : clock);
        await pool.OpenAsync();
        pools.TryGetValue(function.Name, out var replaced);
        pools[function.Name] = pool;
        if (replaced is not null)
        {
            await replaced.StopAsync();
            await replaced.DisposeAsync();
        }
    }

    /// <summary>Makes a version or an alias known. All of them run the code of the template: it holds no other.</summary>
    internal void AddQualifier(string function, string qualifier) => qualifiers[$"{Find(function).Function.Name}:{qualifier}"] = 0;

    /// <summary>Starts one process of each function, a few at a time.</summary>
    internal Task WarmAsync(CancellationToken cancellation) => Parallel.ForEachAsync(
        pools.Values,
        new ParallelOptions { MaxDegreeOfParallelism = options.PrewarmParallelism, CancellationToken = cancellation },
        async (pool, stop) => await pool.WarmAsync().WaitAsync(stop));

    /// <summary>Ends every process. A second call finds none.</summary>
    public async ValueTask DisposeAsync()
    {
        var all = pools.Values.ToList();
        pools.Clear();
        await Task.WhenAll(all.Select(pool => pool.DisposeAsync().AsTask()));
    }

    private FunctionPool Find(string function)
    {
        var (name, qualifier) = FunctionName.Parse(function);
        return pools.TryGetValue(name, out var pool) && (qualifier is null or "$LATEST" || qualifiers.ContainsKey($"{name}:{qualifier}"))
            ? pool
            : throw new FunctionNotFoundException(function);
    }
}
