using Local.Data;

namespace Local.Stripe;

/// <summary>
/// The sandbox's books and idempotency keys in the data folder. What a request did and what it answered are kept together or not at all:
/// otherwise a repetition after a crash would charge again.
/// </summary>
internal sealed class StripeJournal(DataFolder data)
{
    private readonly Documents<StripeRecord> documents = data.Documents<StripeRecord>("stripe");
    private readonly Dictionary<string, StripeRecord> uncommitted = [];

    /// <summary>What earlier starts left, objects in the order of their creation.</summary>
    public IEnumerable<KeyValuePair<string, StripeRecord>> Earlier => documents.Earlier;

    /// <summary>Notes a change. Whoever calls holds the books' gate until <see cref="Commit"/>.</summary>
    public void Add(string id, StripeRecord record) => uncommitted[id] = record;

    public void Commit()
    {
        documents.Put(uncommitted);
        uncommitted.Clear();
    }

    public void Forget(string id) => documents.Remove(id);
}

/// <summary>An object of the books with what its answers don't show, or the answer of an idempotency key.</summary>
internal sealed record StripeRecord
{
    public PaymentIntent? Intent { get; init; }
    public Charge? Charge { get; init; }
    public Refund? Refund { get; init; }

    /// <summary>When the money of the charge or refund moved.</summary>
    public DateTimeOffset Moved { get; init; }

    public string? IdempotencyKey { get; init; }
    public KeptAnswer? Answer { get; init; }
}

internal sealed record KeptAnswer(string Key, string Fingerprint, DateTimeOffset Since, StripeAnswer Answer);
