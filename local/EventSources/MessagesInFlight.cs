using Amazon.SQS.Model;

namespace Local.EventSources;

/// <summary>The messages that a poller has received: those being handled, and those that it left to their visibility timeout.</summary>
internal sealed class MessagesInFlight(TimeProvider clock)
{
    // The queue starts its timeout before the message arrives here. Expecting it a little early errs on the side of not being quiet.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> visibleAgain = new(StringComparer.Ordinal);
    private readonly HashSet<string> inHands = new(StringComparer.Ordinal);

    /// <summary>How many are being handled.</summary>
    public int InHands
    {
        get
        {
            lock (gate)
                return inHands.Count;
        }
    }

    /// <summary>How many nobody handles and the queue shows to nobody yet.</summary>
    public int Waiting
    {
        get
        {
            var now = clock.GetUtcNow();
            lock (gate)
            {
                foreach (var (id, _) in visibleAgain.Where(entry => entry.Value <= now && !inHands.Contains(entry.Key)).ToList())
                    visibleAgain.Remove(id);
                return visibleAgain.Count - inHands.Count;
            }
        }
    }

    public void Received(IReadOnlyList<Message> messages, TimeSpan visibilityTimeout)
    {
        if (messages.Count == 0)
            return;
        var until = clock.GetUtcNow() + visibilityTimeout - Slack;
        lock (gate)
        {
            foreach (var message in messages)
            {
                visibleAgain[message.MessageId] = until;
                inHands.Add(message.MessageId);
            }
        }
    }

    /// <summary>Nobody handles them any more. Those that were neither deleted nor returned appear again when their time is over.</summary>
    public void Released(IReadOnlyList<Message> messages)
    {
        lock (gate)
        {
            foreach (var message in messages)
                inHands.Remove(message.MessageId);
        }
    }

    /// <summary>They were deleted.</summary>
    public void Gone(IReadOnlyList<Message> messages)
    {
        lock (gate)
        {
            foreach (var message in messages)
            {
                visibleAgain.Remove(message.MessageId);
                inHands.Remove(message.MessageId);
            }
        }
    }

    /// <summary>They were put back.</summary>
    public void Returned(IReadOnlyList<Message> messages, TimeSpan delay)
    {
        var until = clock.GetUtcNow() + delay - Slack;
        lock (gate)
        {
            foreach (var message in messages)
            {
                inHands.Remove(message.MessageId);
                visibleAgain[message.MessageId] = until;
            }
        }
    }
}
