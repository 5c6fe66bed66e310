namespace Local.Lambda;

/// <summary>The processes of one function: one event at a time each, kept warm, started as they are needed.</summary>
internal sealed class FunctionPool : IAsyncDisposable
{
    private readonly LambdaOptions options;
    private readonly TimeProvider clock;
    private readonly FunctionProcesses processes;
    private readonly RuntimeApi api;
    private readonly ITimer scaleOut;
    private readonly FunctionInstance?[] slots;
    private readonly List<FunctionInstance> idle = [];
    private readonly Queue<Invocation> waiting = new();
    private IReadOnlySet<string> failedStart = new HashSet<string>();
    private TaskCompletionSource? warm;
    private TaskCompletionSource up = UpSource(completed: true);

    public FunctionPool(LambdaFunction function, LambdaOptions options, FunctionProcesses processes, IFunctionLog log, TimeProvider clock)
    {
        Function = function;
        Log = log;
        this.options = options;
        this.processes = processes;
        this.clock = clock;
        slots = new FunctionInstance?[Math.Min(function.ReservedConcurrency ?? int.MaxValue, options.ProcessesPerFunction)];
        api = new RuntimeApi(slots.Length, slot => Volatile.Read(ref slots[slot]));
        scaleOut = clock.CreateTimer(_ => ScaleOut(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public Lock Gate { get; } = new();

    public LambdaFunction Function { get; }

    public IFunctionLog Log { get; }

    /// <summary>How many events can be worked on at once.</summary>
    public int Capacity => slots.Length;

    /// <summary>How many events wait for a process or are worked on.</summary>
    public int InFlight
    {
        get
        {
            lock (Gate)
                return waiting.Count + slots.Count(instance => instance?.Current is not null);
        }
    }

    /// <summary>The request id of the invocation that is first in line, for errors that come before an event is handed out.</summary>
    public string NextRequestId => waiting.TryPeek(out var first) ? first.RequestId : Guid.NewGuid().ToString();

    /// <summary>Completes when the function takes events, at once unless it was stopped.</summary>
    public Task Started
    {
        get
        {
            lock (Gate)
            {
                return up.Task;
            }
        }
    }

    // Without a slot the server would listen on its default port.
    public Task OpenAsync() => slots.Length == 0 ? Task.CompletedTask : api.StartAsync();

    /// <summary>Runs one event.</summary>
    /// <exception cref="FunctionThrottledException">The function is stopped, or its reserved concurrency is used up.</exception>
    public Task<InvocationResult> InvokeAsync(Invocation invocation)
    {
        lock (Gate)
        {
            if (!up.Task.IsCompleted || InFlight >= (Function.ReservedConcurrency ?? int.MaxValue))
                throw new FunctionThrottledException(Function.Name);
            if (idle.Count > 0)
            {
                // The one that worked last is the warmest.
                var instance = idle[^1];
                idle.RemoveAt(idle.Count - 1);
                instance.Deliver(invocation, Function.Timeout);
            }
            else
            {
                invocation.Started = clock.GetTimestamp();
                waiting.Enqueue(invocation);
                Grow();
            }
        }
        return invocation.Result;
    }

    /// <summary>Starts the first process. Completes when it waits for events or has failed.</summary>
    public Task WarmAsync()
    {
        lock (Gate)
        {
            if (warm is null && slots.Length > 0 && Array.TrueForAll(slots, slot => slot is null))
            {
                warm = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                Start();
            }
            return warm?.Task ?? Task.CompletedTask;
        }
    }

    /// <summary>Takes no more events, lets those it has taken finish, and ends the processes.</summary>
    public async Task StopAsync()
    {
        lock (Gate)
        {
            if (up.Task.IsCompleted)
                up = UpSource(completed: false);
            foreach (var instance in idle)
                instance.Kill();
            idle.Clear();
        }
        // A process that crashes now may leave an event to a successor.
        for (var ends = Ends(); ends.Length > 0; ends = Ends())
            await Task.WhenAll(ends);
    }

    public void Resume()
    {
        lock (Gate)
        {
            up.TrySetResult();
        }
    }

    /// <summary>Ends the processes at once, in the middle of what they do, as a crash would.</summary>
    public Task CrashAsync()
    {
        lock (Gate)
        {
            return Task.WhenAll([.. slots.OfType<FunctionInstance>().Select(Crash)]);
        }

        static Task Crash(FunctionInstance instance)
        {
            instance.Kill();
            return instance.Ended;
        }
    }

    /// <summary>A process waits for an event. Under the lock.</summary>
    public void Offer(FunctionInstance instance)
    {
        warm?.TrySetResult();
        if (waiting.TryDequeue(out var invocation))
        {
            instance.Deliver(invocation, Function.Timeout);
            Grow();
        }
        else if (up.Task.IsCompleted)
        {
            idle.Add(instance);
        }
        else
        {
            instance.Kill();
        }
    }

    /// <summary>A process is gone. Under the lock.</summary>
    /// <param name="initFailure">
    /// Why it never took an event. As in AWS, the start is tried once more for the invocation that is first in line; then this is its
    /// result.
    /// </param>
    public void Remove(FunctionInstance instance, InvocationResult? initFailure)
    {
        slots[instance.Slot] = null;
        idle.Remove(instance);
        warm?.TrySetResult();
        if (initFailure is not null && waiting.TryPeek(out var invocation))
        {
            if (invocation.HasSeenFailedStart)
                waiting.Dequeue().Complete(initFailure);
            invocation.HasSeenFailedStart = true;
        }
        Grow();
    }

    /// <summary>What the last start said if it failed; empty when it did not. Under the lock.</summary>
    public void RememberStart(IReadOnlySet<string> said) => failedStart = said;

    /// <summary>Whether a failed start is tried again at once, for the invocation that is first in line. Under the lock.</summary>
    public bool WillRepeatStart => waiting.TryPeek(out var first) && !first.HasSeenFailedStart;

    /// <summary>Whether the failed start before said the same. Under the lock.</summary>
    public bool HasSaid(string text) => failedStart.Contains(text);

    public async ValueTask DisposeAsync()
    {
        await scaleOut.DisposeAsync();
        lock (Gate)
        {
            while (waiting.TryDequeue(out var invocation))
                invocation.Refuse(new FunctionThrottledException(Function.Name));
        }
        await Task.WhenAll(StopAsync(), CrashAsync());
        await api.DisposeAsync();
    }

    private static TaskCompletionSource UpSource(bool completed)
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (completed)
            source.SetResult();
        return source;
    }

    private Task[] Ends()
    {
        lock (Gate)
            return [.. slots.OfType<FunctionInstance>().Select(instance => instance.Ended)];
    }

    // One process at a time: with two cores, several that start at once are all late.
    private void Grow()
    {
        if (waiting.Count == 0 || Array.Exists(slots, slot => slot is { IsStarting: true }) || !Array.Exists(slots, slot => slot is null))
            return;
        if (Array.TrueForAll(slots, slot => slot is null))
        {
            Start();
            return;
        }
        var waited = clock.GetElapsedTime(waiting.Peek().Started);
        scaleOut.Change(waited >= options.ScaleOutDelay ? TimeSpan.Zero : options.ScaleOutDelay - waited, Timeout.InfiniteTimeSpan);
    }

    private void ScaleOut()
    {
        lock (Gate)
        {
            if (waiting.TryPeek(out var first) && clock.GetElapsedTime(first.Started) >= options.ScaleOutDelay
                && !Array.Exists(slots, slot => slot is { IsStarting: true }) && Array.Exists(slots, slot => slot is null))
            {
                Start();
            }
            else
            {
                Grow();
            }
        }
    }

    private void Start()
    {
        var slot = Array.IndexOf(slots, null);
        var instance = new FunctionInstance(this, slot, options.InitTimeout, clock);
        slots[slot] = instance;
        _ = processes.RunAsync(Function, api.Address(slot), instance);
    }
}
