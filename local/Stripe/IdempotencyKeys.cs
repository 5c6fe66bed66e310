namespace Local.Stripe;

/// <summary>An answer as it went over the wire, so that a repetition gets the same bytes.</summary>
internal sealed record StripeAnswer(int Status, byte[] Body, string RequestId);

/// <summary>
/// Stripe's idempotency of the API v1 (https://docs.stripe.com/api/idempotent_requests): the first answer of a key, success or failure, is
/// repeated for 24 hours; the key is bound to its parameters; a twin in flight is a conflict.
/// </summary>
internal sealed class IdempotencyKeys
{
    public const int MaxLength = 255;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly Queue<(string Key, Entry Entry)> oldestFirst = new();
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly StripeJournal journal;

    public IdempotencyKeys(TimeProvider time, StripeJournal journal)
    {
        (this.time, this.journal) = (time, journal);
        foreach (var kept in journal.Earlier.Select(entry => entry.Value.Answer).OfType<KeptAnswer>().OrderBy(kept => kept.Since))
            Add(kept.Key, new Entry(kept.Fingerprint, kept.Since) { Answer = kept.Answer });
    }

    /// <summary>Takes the key for a request, or gives the answer that the key has already.</summary>
    /// <exception cref="ApiError">The key was used with something else, or is in use at this moment.</exception>
    public StripeAnswer? Begin(string key, string fingerprint)
    {
        lock (gate)
        {
            Prune();
            if (!entries.TryGetValue(key, out var entry))
            {
                Add(key, new Entry(fingerprint, time.GetUtcNow()));
                return null;
            }
            return entry.Fingerprint != fingerprint ? throw ApiError.KeyReused(key) : entry.Answer ?? throw ApiError.KeyInUse(key);
        }
    }

    /// <summary>The answer as the data folder keeps it.</summary>
    public KeptAnswer ToKept(string key, StripeAnswer answer)
    {
        lock (gate)
            return new KeptAnswer(key, entries[key].Fingerprint, entries[key].Since, answer);
    }

    /// <summary>Keeps the answer of a request that began to act.</summary>
    public void Complete(string key, StripeAnswer answer)
    {
        lock (gate)
            entries[key].Answer = answer;
    }

    /// <summary>Frees the key of a request that did nothing.</summary>
    public void Abandon(string key)
    {
        lock (gate)
            entries.Remove(key);
    }

    private void Prune()
    {
        while (oldestFirst.TryPeek(out var oldest) && time.GetUtcNow() - oldest.Entry.Since >= Lifetime)
        {
            oldestFirst.Dequeue();
            if (entries.GetValueOrDefault(oldest.Key) == oldest.Entry && oldest.Entry.Answer is not null)
            {
                entries.Remove(oldest.Key);
                journal.Forget($"key {oldest.Key}");
            }
        }
    }

    private void Add(string key, Entry entry)
    {
        entries.Add(key, entry);
        oldestFirst.Enqueue((key, entry));
    }

    private sealed class Entry(string fingerprint, DateTimeOffset since)
    {
        public string Fingerprint => fingerprint;

        public DateTimeOffset Since => since;

        public StripeAnswer? Answer { get; set; }
    }
}
