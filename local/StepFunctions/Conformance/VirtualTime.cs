namespace Local.StepFunctions.Conformance;

/// <summary>
/// A clock for simulations: work runs on the calling thread, one step after the other, and whenever nothing is left to do
/// the clock jumps to the next timer. A wait of a year takes no time, and every run takes the same course.
/// </summary>
internal sealed class VirtualTime(DateTimeOffset start) : TimeProvider
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> ready = new();
    private readonly PriorityQueue<VirtualTimer, (DateTimeOffset Due, long Order)> timers = new();
    private DateTimeOffset now = start;
    private long order;

    public override DateTimeOffset GetUtcNow() => now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Runs asynchronous work to its end.</summary>
    /// <exception cref="InvalidOperationException">The work waits for something that will never happen.</exception>
    public T Run<T>(Func<Task<T>> work)
    {
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new ReadyQueue(this));
        try
        {
            var running = work();
            while (!running.IsCompleted)
                Step();
            return running.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    private void Step()
    {
        if (ready.TryDequeue(out var next))
        {
            next.Callback(next.State);
            return;
        }
        while (timers.TryDequeue(out var timer, out var due))
        {
            if (!timer.IsDueAt(due))
                continue;
            now = due.Due;
            timer.Fire();
            return;
        }
        throw new InvalidOperationException("The simulated work waits for something that will never happen.");
    }

    private sealed class ReadyQueue(VirtualTime time) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => time.ready.Enqueue((d, state));

        public override SynchronizationContext CreateCopy() => this;
    }

    private sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        private (DateTimeOffset Due, long Order)? armed;

        public bool IsDueAt((DateTimeOffset Due, long Order) due) => armed == due;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            armed = null;
            if (dueTime == Timeout.InfiniteTimeSpan)
                return true;
            armed = (time.now + dueTime, time.order++);
            time.timers.Enqueue(this, armed.Value);
            return true;
        }

        public void Fire()
        {
            armed = null;
            callback(state);
        }

        public void Dispose() => armed = null;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
