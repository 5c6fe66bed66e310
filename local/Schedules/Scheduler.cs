using Local.Lambda;
using Local.StepFunctions.Engine;

namespace Local.Schedules;

/// <summary>Runs the scheduled rules, once everything is deployed.</summary>
/// <remarks>As in AWS, a run that was missed is not made up for: a clock that is moved on by a day brings each rule one run.</remarks>
internal sealed class Scheduler(
    AsyncInvocations events, FunctionPermissions permissions, IFunctionLog log, TimeProvider clock) : ILocalPart, IDisposable
{
    private readonly List<ScheduledRule> rules = [];
    private readonly CancellationTokenSource stop = new();
    private readonly List<Task> running = [];

    public void Add(ScheduledRule rule) => rules.Add(rule);

    public Task StartAsync(CancellationToken cancellation)
    {
        running.AddRange(rules.Skip(running.Count).Select(rule => RunAsync(rule, stop.Token)));
        return Task.CompletedTask;
    }

    public Task ExtendAsync(CancellationToken cancellation) => StartAsync(cancellation);

    public async Task StopAsync(CancellationToken cancellation)
    {
        await stop.CancelAsync();
        await Task.WhenAll(running);
    }

    public void Dispose() => stop.Dispose();

    private async Task RunAsync(ScheduledRule rule, CancellationToken cancellation)
    {
        try
        {
            while (rule.Schedule.Next(clock.GetUtcNow()) is { } next)
            {
                await clock.DelayUntilAsync(next, cancellation);
                foreach (var target in rule.Targets)
                    Run(rule, target);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The local cloud ends.
        }
    }

    private void Run(ScheduledRule rule, ScheduledTarget target)
    {
        if (permissions.Allows(target.Function, "events.amazonaws.com", rule.Arn))
            events.Accept(target.Function, target.PayloadOf(rule, clock.GetUtcNow()), traceId: null);
        else
            log.Write(new LogLine(clock.GetUtcNow(), FunctionName.Parse(target.Function).Name, null, $"{rule.Arn} has no permission to invoke it"));
    }
}
