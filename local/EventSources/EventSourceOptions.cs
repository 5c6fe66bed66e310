namespace Local.EventSources;

/// <summary>How event sources are polled.</summary>
public sealed class EventSourceOptions
{
    /// <summary>How long one request waits for messages of a queue, at most 20 s.</summary>
    public TimeSpan QueueWait { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long an idle stream rests between two looks; AWS looks four times a second too.</summary>
    public TimeSpan StreamInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a stream's new shards may go unnoticed.</summary>
    public TimeSpan ShardInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The first wait before a failed batch of a stream is tried again; it doubles each time.</summary>
    public TimeSpan FirstRetryDelay { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Delivers every batch of every queue a second time before it is deleted, as SQS may do: as if the deletion had been lost.
    /// The second delivery's result decides. For tests of idempotency; may change while the local cloud runs.
    /// </summary>
    public bool DeliverTwice { get; set; }
}
