using System.CommandLine;
using Local.Cli;
using Local.Ops.Queues;

namespace Local.Ops.Verbs;

/// <summary><c>ops dlq redrive</c>: gives what could not be processed another chance.</summary>
internal static class DlqRedriveVerb
{
    public static Command Create(OpsSessions sessions)
    {
        var queue = DlqVerb.Queue();
        var dryRun = new Option<bool>("--dry-run") { Description = "Tell what would be moved, and move nothing" };
        var rate = Rates.Option();
        var command = new Command("redrive", "Moves messages back to the queue that they came from") { queue, dryRun, rate };
        return sessions.Run(command, async (session, parsed, stop) =>
        {
            var name = new DeadLetters(session.Aws).Named(parsed.GetRequiredValue(queue));
            return session.Aws.Map.StreamFailures.Any(failures => failures.Name == name)
                ? await StartSagasAsync(session, name, parsed.GetValue(dryRun), stop)
                : await MoveAsync(session, name, parsed.GetValue(dryRun), parsed.GetValue(rate), stop);
        });
    }

    private static async Task<int> MoveAsync(OpsSession session, string queue, bool dryRun, double rate, CancellationToken stop)
    {
        var letters = await new DeadLetters(session.Aws).PeekAsync(queue, DeadLetters.Most, stop);
        var source = session.Aws.Map.Queues.First(consumer => consumer.DeadLetters == queue).Name;
        foreach (var kind in letters.GroupBy(letter => letter.EventName ?? "no event"))
            await session.PrintAsync($"{kind.Count(),6}  {kind.Key}");
        await session.PrintAsync($"{letters.Count,6}  {queue} → {source}{(dryRun ? ": nothing is moved, it was a dry run" : "")}");
        if (dryRun || letters.Count == 0)
            return ExitCodes.Success;
        if (await session.Console.RefusalAsync($"Move them to {source}?", session.Yes, stop) is { } refusal)
            return refusal;
        var moved = await new Redrive(session.Aws, session.Time).RunAsync(
            queue, only: null, rate, letter => session.Console.Out.WriteLine($"moved {letter.MessageId}  {letter.PurchaseId}"), stop);
        await session.PrintAsync($"{moved} moved.");
        return ExitCodes.Success;
    }

    private static async Task<int> StartSagasAsync(OpsSession session, string queue, bool dryRun, CancellationToken stop)
    {
        var failures = new StartSagaFailures(session.Aws, session.Time);
        var missing = await failures.PurchasesWithoutSagaAsync(stop);
        await session.PrintAsync(
            $"The messages of {queue} name positions in the stream, not purchases. {missing.Count} paid purchases have no saga.");
        foreach (var purchase in missing)
            await session.PrintAsync($"        {purchase}");
        if (dryRun)
            return ExitCodes.Success;
        if (await session.Console.RefusalAsync("Start their sagas and empty the queue?", session.Yes, stop) is { } refusal)
            return refusal;
        var (started, deleted) = await failures.RepairAsync(queue, missing, stop);
        await session.PrintAsync($"{started} sagas started, {deleted} messages deleted.");
        return ExitCodes.Success;
    }
}
