using Local.Clock;
using Local.EventSources;
using Local.Lambda;
using Local.StepFunctions.Engine;

namespace Local.Faults;

/// <summary>Tells whether anything goes on in the local cloud, or all that is left waits for its clock or for somebody outside.</summary>
/// <remarks>
/// What waits: tasks for a token, states for a time, failed messages for their visibility timeout, failed events for their next attempt,
/// queues that are held or whose function is taken down. A call of the developer's counts, a long poll doesn't.
/// </remarks>
public sealed class CloudActivity
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly CallsInProgress calls;
    private readonly FunctionInvoker functions;
    private readonly AsyncInvocations events;
    private readonly Executions executions;
    private readonly EventSourcePollers sources;
    private readonly MovableClock? clock;

    internal CloudActivity(
        CallsInProgress calls, FunctionInvoker functions, AsyncInvocations events, Executions executions, EventSourcePollers sources,
        TimeProvider clock) =>
        (this.calls, this.functions, this.events, this.executions, this.sources, this.clock) =
            (calls, functions, events, executions, sources, clock as MovableClock);

    /// <summary>What goes on at this moment, for messages; empty when the cloud is quiet.</summary>
    /// <remarks>
    /// Work is handed from one part to the next, so that two looks at different parts could both miss it. Each part is therefore busy
    /// until the next one is, and everything is looked at again after the queues were asked, which takes the longest.
    /// </remarks>
    public async Task<IReadOnlyList<string>> BusyAsync(CancellationToken cancellation = default)
    {
        var began = (calls.Begun, functions.Begun);
        var busy = BusyHere();
        if (busy.Count > 0)
            return busy;
        var waiting = await sources.BusyAsync(calls.LastWrite, cancellation);
        if (waiting.Count > 0)
            return waiting;
        busy = BusyHere();
        return busy.Count == 0 && began != (calls.Begun, functions.Begun) ? ["something that began a moment ago"] : busy;
    }

    /// <summary>Whether nothing goes on that doesn't wait.</summary>
    public async Task<bool> IsQuietAsync(CancellationToken cancellation = default) => (await BusyAsync(cancellation)).Count == 0;

    /// <summary>Completes once the cloud is quiet.</summary>
    /// <param name="limit">In the machine's time.</param>
    /// <exception cref="TimeoutException">It was not quiet within the limit; the message says what was going on.</exception>
    public async Task WhenQuietAsync(TimeSpan limit, CancellationToken cancellation = default)
    {
        var began = TimeProvider.System.GetTimestamp();
        using var pause = new PeriodicTimer(Pause);
        while (await BusyAsync(cancellation) is { Count: > 0 } busy)
        {
            if (TimeProvider.System.GetElapsedTime(began) > limit)
                throw new TimeoutException($"Not quiet within {limit.TotalSeconds:0} s: {string.Join("; ", busy)}");
            await pause.WaitForNextTickAsync(cancellation);
        }
    }

    private List<string> BusyHere()
    {
        // Most looks end here. The next one goes through thousands of timers and executions, in the order in which work is handed on.
        if (Invoked() is { Count: > 0 } atWork)
            return atWork;
        var busy = new List<string>();
        if (clock?.IsFiring == true)
            busy.Add("a timer that the clock has passed");
        busy.AddRange(Invoked());
        if (executions.IsAnyAtWork)
            busy.Add("a state of the saga at work");
        return busy;
    }

    private List<string> Invoked()
    {
        var busy = new List<string>();
        if (calls.Count is > 0 and var inProgress)
            busy.Add($"{inProgress} AWS calls in progress");
        if (functions.InFlight is > 0 and var inFlight)
            busy.Add($"{inFlight} invocations in flight");
        if (events.IsAnyAtWork)
            busy.Add("an asynchronous event being delivered");
        return busy;
    }
}
