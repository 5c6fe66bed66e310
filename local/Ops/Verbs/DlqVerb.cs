using System.CommandLine;
using Local.Cli;
using Local.Ops.Facts;
using Local.Ops.Queues;
using Local.Ops.Timelines;

namespace Local.Ops.Verbs;

/// <summary><c>ops dlq</c>: looks into the dead-letter queues.</summary>
internal static class DlqVerb
{
    public static Command Create(OpsSessions sessions) =>
        new("dlq", "Lists, shows and redrives what could not be processed")
        {
            List(sessions), Show(sessions), DlqRedriveVerb.Create(sessions),
        };

    public static Argument<string> Queue() =>
        new("queue") { Description = "The dead-letter queue, or the queue before it, for instance billing-subscription-dlq" };

    private static Command List(OpsSessions sessions) =>
        sessions.Run(new Command("list", "Counts the messages of every dead-letter queue"), async (session, _, stop) =>
        {
            var (queues, now) = (await new DeadLetters(session.Aws).ListAsync(stop), session.Time.GetUtcNow());
            await session.PrintAsync(queues, () => string.Join('\n', queues.Select(queue => Line(queue, now))));
            return ExitCodes.Success;
        }, printsJson: true);

    private static string Line(DeadLetterQueueState queue, DateTimeOffset now) =>
        $"{queue.Queue,-36} {queue.Messages,6}  {queue.BelongsTo}"
        + (queue.OldestSentAt is { } oldest ? $", the oldest {Ages.Of(now - oldest)} old" : "")
        + (queue.Hidden > 0 ? $", {queue.Hidden} more are being looked at" : "");

    private static Command Show(OpsSessions sessions)
    {
        var queue = Queue();
        var limit = new Option<int>("--limit") { Description = "How many (20)", DefaultValueFactory = _ => 20, HelpName = "count" };
        limit.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var number) && number is < 1 or > DeadLetters.Most)
                result.AddError($"--limit must be 1 to {DeadLetters.Most}.");
        });
        var command = new Command("show", "Shows messages and leaves them where they are") { queue, limit };
        return sessions.Run(command, async (session, parsed, stop) =>
        {
            var deadLetters = new DeadLetters(session.Aws);
            var letters = await deadLetters.PeekAsync(deadLetters.Named(parsed.GetRequiredValue(queue)), parsed.GetValue(limit), stop);
            await session.PrintAsync(letters, () => letters.Count == 0 ? "It is empty." : string.Join("\n\n", letters.Select(Text)));
            return ExitCodes.Success;
        }, printsJson: true);
    }

    private static string Text(DeadLetter letter) =>
        $"""
        {letter.MessageId}  {letter.EventName ?? "no event"}  {letter.PurchaseId ?? "no purchase"}
        sent {PurchaseTimeline.Time(letter.SentAt)}, received {letter.Receives} times{(letter.AsksSaga ? ", a saga asked" : "")}
        {letter.Body}
        """;
}
