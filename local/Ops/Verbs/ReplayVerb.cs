using System.CommandLine;
using System.Globalization;
using Contracts;
using Local.Cli;
using Local.Ops.Replay;
using Local.Ops.Timelines;

namespace Local.Ops.Verbs;

/// <summary><c>ops replay</c>: tells one queue again what has happened, for a consumer that came later or lost something.</summary>
internal static class ReplayVerb
{
    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(2);

    public static Command Create(OpsSessions sessions)
    {
        var events = new Option<string[]>("--event")
        {
            Description = "The event; may be repeated. Without it, all that the queue hears", HelpName = "name",
        };
        events.AcceptOnlyFromAmong([.. RebuiltEvent.Kinds.Keys, nameof(UserCreationFailed)]);
        var from = Times.Option("--from", "The first instant, inclusive: a day (its beginning) or a time, in UTC");
        var to = Times.Option("--to", "The end, exclusive: a day (its beginning) or a time, in UTC");
        var queue = new Option<string>("--queue") { Description = "The one queue that hears it", HelpName = "name", Required = true };
        var dryRun = new Option<bool>("--dry-run") { Description = "Tell what would be sent, and send nothing" };
        var rate = Rates.Option();
        var command = new Command("replay", "Rebuilds events from the purchases and sends them to one queue")
        {
            events, from, to, queue, dryRun, rate,
        };
        return sessions.Run(command, (session, parsed, stop) =>
        {
            var request = ReplayRequest.For(
                parsed.GetValue(events) ?? [], Times.Read(parsed, from), Times.Read(parsed, to), parsed.GetRequiredValue(queue),
                session.Aws.Map, session.Time.GetUtcNow());
            return RunAsync(session, request, parsed.GetValue(dryRun), parsed.GetValue(rate), stop);
        });
    }

    private static async Task<int> RunAsync(OpsSession session, ReplayRequest request, bool dryRun, double rate, CancellationToken stop)
    {
        await session.PrintAsync(
            $"Reading the purchases from {PurchaseTimeline.Time(request.From)} to {PurchaseTimeline.Time(request.To)} …");
        var scan = new PurchaseScan(session.Aws, session.Time);
        var plan = ReplayPlan.For(request, await scan.ReadAsync(request, stop));
        var created = plan.Events.Where(@event => @event.NeedsAccount).Select(@event => @event.Purchase.PurchaseId);
        var newUsers = await scan.NewUsersAsync(created, stop);
        var known = plan.Events.Where(@event => !@event.NeedsAccount || newUsers.ContainsKey(@event.Purchase.PurchaseId)).ToList();
        await TellAsync(session, request, plan, known);
        if (dryRun || known.Count == 0)
            return ExitCodes.Success;
        if (await session.Console.RefusalAsync($"Send them to {request.Queue.Name}?", session.Yes, stop) is { } refusal)
            return refusal;

        var messages = known.ConvertAll(@event =>
            (@event.Name, @event.Body(@event.NeedsAccount ? newUsers[@event.Purchase.PurchaseId] : null)));
        var (sent, reported) = (0, session.Time.GetTimestamp());
        try
        {
            await new ReplaySender(session.Aws.Sqs, session.Time).SendAsync(request.Queue.Name, messages, rate, Report, stop);
        }
        catch (OperationCanceledException)
        {
            await session.PrintAsync($"Interrupted: {sent} of {messages.Count} are sent. Run it again: nothing has its effect twice.");
            throw;
        }
        await session.PrintAsync(
            $"{messages.Count} sent to {request.Queue.Name}. What its consumer fails on ends in {request.Queue.DeadLetters}.");
        return ExitCodes.Success;

        void Report(int soFar)
        {
            sent = soFar;
            if (session.Time.GetElapsedTime(reported) < BetweenReports)
                return;
            reported = session.Time.GetTimestamp();
            session.Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sent} of {messages.Count} sent"));
        }
    }

    private static async Task TellAsync(OpsSession session, ReplayRequest request, ReplayPlan plan, List<RebuiltEvent> known)
    {
        foreach (var kind in RebuiltEvent.Kinds.Keys.Where(kind => known.Exists(@event => @event.Name == kind)))
            await session.PrintAsync($"{known.Count(@event => @event.Name == kind),6}  {kind}");
        await session.PrintAsync($"{known.Count,6}  of {plan.Purchases} purchases → {request.Queue.Name}");
        if (plan.Added > 0)
            await session.PrintAsync($"{plan.Added} {nameof(PaymentRefunded)} were not asked for: they go along with what they undo.");
        if (plan.Undecided > 0)
            await session.PrintAsync($"{plan.Undecided} purchases are not decided and left out. Run it again when they are.");
        if (plan.Events.Count > known.Count)
        {
            await session.PrintAsync(
                $"{plan.Events.Count - known.Count} UserCreated are left out: the directory doesn't know whether the user was new.");
        }
        if (ReplayPlan.MissingIn(request) is { } missing)
            await session.PrintAsync(missing);
    }
}
