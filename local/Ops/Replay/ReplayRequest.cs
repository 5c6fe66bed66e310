using Contracts;
using Local.Ops.Aws;

namespace Local.Ops.Replay;

/// <summary>What an operator wants told again, and to whom.</summary>
/// <param name="Events">Their names.</param>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive.</param>
internal sealed record ReplayRequest(IReadOnlyList<string> Events, DateTimeOffset From, DateTimeOffset To, PlatformMap.Consumer Queue)
{
    /// <summary>
    /// Consumers that forget what they have done: the time to live of the items that they know it by, less a day. Told again after that,
    /// NotificationService writes a second letter and AuthService offers a second login (Retention in NotificationsTable, TokensTable).
    /// </summary>
    private static readonly Dictionary<string, TimeSpan> Memories = new()
    {
        ["notification-subscription"] = TimeSpan.FromDays(59),
        ["auth-service-subscription"] = TimeSpan.FromDays(59),
    };

    public bool Covers(RebuiltEvent @event) => Events.Contains(@event.Name) && @event.At >= From && @event.At < To;

    /// <param name="events">Empty for all that the queue hears and that can be rebuilt.</param>
    /// <exception cref="LocalCloudException">It can't be done; the message says why and what can be.</exception>
    public static ReplayRequest For(
        IReadOnlyList<string> events, DateTimeOffset from, DateTimeOffset to, string queue, PlatformMap map, DateTimeOffset now)
    {
        if (events.Contains(nameof(UserCreationFailed)))
        {
            throw new LocalCloudException(
                $"{nameof(UserCreationFailed)} can't be rebuilt: no table says when it was published, and it asks for a refund "
                + $"(for that there is ops refund). {nameof(PaymentRefunded)} tells how the purchase ended.");
        }
        if (from >= to)
            throw new LocalCloudException("--from has to be before --to, which is exclusive.");
        var consumer = map.Queues.FirstOrDefault(known => known.Name == queue)
            ?? throw new LocalCloudException($"There is no queue {queue}. {Choices(map)}");
        if (consumer.Events is null)
        {
            throw new LocalCloudException(
                $"The stack that made {queue} is older than this kit and doesn't say which events it hears. Deploy it first.");
        }
        var chosen = RebuiltEvent.Kinds.Keys.Where(kind => events.Count == 0 ? consumer.Hears(kind) : events.Contains(kind)).ToList();
        if (chosen.FirstOrDefault(kind => !consumer.Hears(kind)) is { } unheard)
            throw new LocalCloudException($"{queue} doesn't hear {unheard}. {Choices(map)}");
        if (chosen.Count == 0)
            throw new LocalCloudException($"{queue} hears nothing that can be rebuilt. {Choices(map)}");
        if (Memories.TryGetValue(queue, out var memory) && from < now - memory)
        {
            throw new LocalCloudException(
                $"The consumer of {queue} forgets after {memory.TotalDays:0} days what it has done, and would do it twice. "
                + $"Choose --from {now - memory + TimeSpan.FromDays(1):yyyy-MM-dd} or later.");
        }
        return new(chosen, from, to, consumer);
    }

    private static string Choices(PlatformMap map) => $"There are: {string.Join("; ", map.Queues.Select(Choice))}.";

    private static string Choice(PlatformMap.Consumer queue)
    {
        var heard = RebuiltEvent.Kinds.Keys.Where(queue.Hears).DefaultIfEmpty("nothing that can be rebuilt");
        return $"{queue.Name} ({string.Join(", ", heard)})";
    }
}
