using System.CommandLine;
using Local.Cli;
using Local.Ops.Facts;
using Local.Ops.Timelines;

namespace Local.Ops.Verbs;

/// <summary><c>ops timeline</c>: everything that is known of one purchase.</summary>
internal static class TimelineVerb
{
    public static Command Create(OpsSessions sessions)
    {
        var purchase = OpsVerb.Purchase();
        var command = new Command("timeline", "Tells everything that is known of one purchase, in order of time") { purchase };
        return sessions.Run(command, async (session, parsed, stop) =>
        {
            var id = parsed.GetRequiredValue(purchase);
            if (await new FactsReader(session.Aws).ReadAsync(id, stop) is not { } facts)
                return await session.UnknownAsync(id);
            var now = session.Time.GetUtcNow();
            var timeline = PurchaseTimeline.Of(facts, now);
            await session.PrintAsync(timeline, () => TimelineText.Of(timeline, now, session.Place));
            return ExitCodes.Success;
        }, printsJson: true);
    }
}
