using System.Diagnostics;
using System.Globalization;
using System.Text;
using Local.Processes;

namespace Local.Lambda;

/// <summary>
/// One process of a function, from start to exit. The lock is the pool's: a process changes state together with the pool's lists.
/// </summary>
internal sealed class FunctionInstance : IDisposable
{
    private enum State
    {
        Starting,
        Idle,
        Busy,
        Answered,
        Ended,
    }

    private readonly FunctionPool pool;
    private readonly TimeProvider clock;
    private readonly ITimer timer;
    private readonly long startedAt;
    private readonly HashSet<string> said = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private State state = State.Starting;
    private TaskCompletionSource<Invocation>? handover;
    private Process? process;
    private InvocationResult? initFailure;
    private string? lastRequestId;
    private string? tooLargeRequestId;

    public FunctionInstance(FunctionPool pool, int slot, TimeSpan initTimeout, TimeProvider clock)
    {
        this.pool = pool;
        this.clock = clock;
        Slot = slot;
        startedAt = clock.GetTimestamp();
        timer = clock.CreateTimer(_ => TimeIsUp(), null, initTimeout, Timeout.InfiniteTimeSpan);
    }

    public int Slot { get; }

    public LambdaFunction Function => pool.Function;

    public Invocation? Current { get; private set; }

    public bool IsStarting => state == State.Starting;

    /// <summary>Completes when the process is gone.</summary>
    public Task Ended => ended.Task;

    /// <summary>The process exists. It may have been told to end before it did.</summary>
    public void Attach(Process started)
    {
        lock (pool.Gate)
        {
            process = started;
            if (state == State.Ended)
                ChildProcesses.Kill(started);
        }
    }

    /// <summary>The process asks for its next event. Null when it still owes an answer.</summary>
    public Task<Invocation>? Next()
    {
        lock (pool.Gate)
        {
            if (state is State.Busy or State.Ended)
                return null;
            var comesBack = state == State.Idle;
            if (state == State.Starting)
            {
                initFailure = null;
                pool.RememberStart(new HashSet<string>());
                timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                Write($"INIT_REPORT {Duration(startedAt)}");
            }
            state = State.Idle;
            handover?.TrySetCanceled();
            handover = new TaskCompletionSource<Invocation>(TaskCreationOptions.RunContinuationsAsynchronously);
            var next = handover.Task;
            if (!comesBack)
                pool.Offer(this);
            return next;
        }
    }

    /// <summary>Hands an event to the waiting process. Under the pool's lock.</summary>
    public void Deliver(Invocation invocation, TimeSpan timeout)
    {
        (state, Current, lastRequestId) = (State.Busy, invocation, invocation.RequestId);
        invocation.Started = clock.GetTimestamp();
        invocation.Deadline = clock.GetUtcNow() + timeout;
        timer.Change(timeout, Timeout.InfiniteTimeSpan);
        handover!.SetResult(invocation);
        handover = null;
    }

    /// <summary>The process answers. False when this is not the event it works on.</summary>
    public bool Answer(string requestId, InvocationResult result)
    {
        lock (pool.Gate)
        {
            if (Current is not { } invocation || invocation.RequestId != requestId)
                return false;
            timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Finish(invocation, State.Answered, result);
            return true;
        }
    }

    /// <summary>The answer is over the limit. The process may still report that as an error, which changes nothing.</summary>
    public bool AnswerTooLarge(string requestId)
    {
        tooLargeRequestId = requestId;
        return Answer(requestId, FunctionErrors.ResponseTooLarge());
    }

    public bool Fail(string requestId, ReadOnlyMemory<byte> document) =>
        Answer(requestId, FunctionErrors.Reported(document)) || requestId == tooLargeRequestId;

    /// <summary>The process could not start; it has a moment to end by itself, so that its last words are read.</summary>
    public void FailInit(ReadOnlyMemory<byte> document)
    {
        lock (pool.Gate)
        {
            initFailure = FunctionErrors.Reported(document);
            timer.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>There is no process, because the program can't be run.</summary>
    public void NeverStarted(string reason)
    {
        lock (pool.Gate)
        {
            initFailure = FunctionErrors.CannotStart(pool.NextRequestId, reason);
        }
        Exited(0);
    }

    /// <summary>The process is gone.</summary>
    public void Exited(int exitCode)
    {
        lock (pool.Gate)
        {
            if (state == State.Starting)
                initFailure ??= FunctionErrors.Exited(pool.NextRequestId, exitCode);
            if (initFailure is not null)
                ReportFailedStart(initFailure);
            if (Current is { } invocation)
                End(invocation, FunctionErrors.Exited(invocation.RequestId, exitCode));
            state = State.Ended;
            process = null; // whoever comes now to kill it is late
            handover?.TrySetCanceled();
            pool.Remove(this, initFailure);
        }
        timer.Dispose();
        ended.SetResult();
    }

    /// <summary>Ends the process at once. Its exit is seen later. Under the pool's lock.</summary>
    public void Kill()
    {
        if (Current is null)
            state = State.Ended;
        if (process is not null)
            ChildProcesses.Kill(process);
    }

    /// <summary>Ends the process at once, from outside of the pool.</summary>
    public void Crash()
    {
        lock (pool.Gate)
            Kill();
    }

    /// <summary>A line of the process's standard output or standard error.</summary>
    public void Output(string text)
    {
        var isRepeated = false;
        lock (pool.Gate)
        {
            if (state == State.Starting)
            {
                // Times and process ids differ each time.
                var words = string.Concat(text.Where(letter => !char.IsAsciiDigit(letter)));
                isRepeated = pool.HasSaid(words);
                said.Add(words);
            }
        }
        Write(text, platform: false, isRepeated);
    }

    public void Dispose() => timer.Dispose();

    private void TimeIsUp()
    {
        lock (pool.Gate)
        {
            if (state == State.Starting)
            {
                initFailure ??= FunctionErrors.TimedOut(pool.NextRequestId, clock.GetElapsedTime(startedAt));
                Kill();
            }
            else if (Current is { } invocation)
            {
                // The timer fires a moment early at times, or for an event that was answered just now.
                if (invocation.Deadline - clock.GetUtcNow() is var left && left > TimeSpan.Zero)
                {
                    timer.Change(left, Timeout.InfiniteTimeSpan);
                    return;
                }
                End(invocation, FunctionErrors.TimedOut(invocation.RequestId, pool.Function.Timeout));
                Kill();
            }
        }
    }

    /// <summary>The first failure is shown in full; after that it is a line for each event that fails by it.</summary>
    private void ReportFailedStart(InvocationResult reason)
    {
        const string report = "INIT_REPORT";
        var again = pool.HasSaid(report);
        var status = again ? "error, as before" : $"error {Encoding.UTF8.GetString(reason.Payload.Span)}";
        Write($"{report} {Duration(startedAt)} Status: {status}", platform: false, isRepeated: again && pool.WillRepeatStart);
        said.Add(report);
        pool.RememberStart(said);
    }

    /// <summary>The event ends because the process does. The caller may be a queue that tells nobody, so the reason is logged.</summary>
    private void End(Invocation invocation, InvocationResult reason)
    {
        Write(Encoding.UTF8.GetString(reason.Payload.Span), platform: false);
        Finish(invocation, State.Ended, reason);
    }

    private void Finish(Invocation invocation, State next, InvocationResult result)
    {
        (Current, state) = (null, next);
        Write($"REPORT RequestId: {invocation.RequestId} {Duration(invocation.Started)}{(result.FunctionError is null ? "" : " Status: error")}");
        invocation.Complete(result);
    }

    private string Duration(long since) =>
        string.Create(CultureInfo.InvariantCulture, $"Duration: {clock.GetElapsedTime(since).TotalMilliseconds:0.00} ms");

    private void Write(string text, bool platform = true, bool isRepeated = false) => pool.Log.Write(
        new LogLine(clock.GetUtcNow(), pool.Function.Name, Current?.RequestId ?? lastRequestId, text, platform) { IsRepeated = isRepeated });
}
