using System.CommandLine;
using Local.Cli;
using Local.Ops.Decisions;

namespace Local.Ops.Verbs;

/// <summary><c>ops stuck</c>: purchases that should have ended by now.</summary>
internal static class StuckVerb
{
    public static Command Create(OpsSessions sessions)
    {
        var minutes = Numbers.Option("--minutes", 10, 0, 60 * 24 * 3650, "Leave out purchases that are younger", "minutes");
        var limit = Numbers.Option("--limit", 100, 1, 1_000_000, "Look at so many, the oldest of each part of the index first", "count");
        var command = new Command("stuck", "Lists purchases without an end, each with what it waits for") { minutes, limit };
        return sessions.Run(command, async (session, parsed, stop) =>
        {
            var now = session.Time.GetUtcNow();
            var (oldest, most) = (now - TimeSpan.FromMinutes(parsed.GetValue(minutes)), parsed.GetValue(limit));
            var (stuck, isAll) = await new StuckPurchases(session.Aws, session.Time).ListAsync(oldest, most, stop);
            await session.PrintAsync(stuck, () => Text(stuck, isAll, now, session.Place));
            return ExitCodes.Success;
        }, printsJson: true);
    }

    private static string Text(IReadOnlyList<StuckPurchase> stuck, bool isAll, DateTimeOffset now, string place) => string.Join('\n',
    [
        .. stuck.SelectMany(purchase => (string[])
        [
            $"{purchase.PurchaseId}  {purchase.Status,-15} {Ages.Of(now - purchase.CreatedAt)} old",
            $"    {purchase.Verdict}",
            .. purchase.Verdict.Run is { } run ? (string[])[$"    {OpsVerb.CommandLine} {run}{place}"] : [],
        ]),
        stuck.Count == 1 ? "1 purchase has no end." : $"{stuck.Count} purchases have no end.",
        .. isAll ? (string[])[] : ["There are more: --limit."],
    ]);
}
