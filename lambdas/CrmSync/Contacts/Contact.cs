using Contracts;

namespace CrmSync.Contacts;

/// <summary>What the events have told of one buyer so far.</summary>
/// <param name="UserId">Null as long as no event has named the user.</param>
/// <param name="Version">Grows with everything that is learnt.</param>
public sealed record Contact(IReadOnlyList<KnownPurchase> Purchases, string? UserId, long Version);

/// <summary>
/// A purchase, by the set of events that have been heard of it. A set knows neither order nor repetition, so late, duplicate and reordered
/// events come to the same.
/// </summary>
/// <param name="Events">The names of the events.</param>
public sealed record KnownPurchase(string ProductId, IReadOnlySet<string> Events)
{
    /// <summary>It is being compensated, or has been. Nothing that is heard later brings it back.</summary>
    public bool IsWithdrawn => Events.Contains(nameof(UserCreationFailed)) || Events.Contains(nameof(PaymentRefunded));

    /// <summary>The buyer has what was bought.</summary>
    public bool IsDelivered => !IsWithdrawn && Events.Contains(nameof(PurchaseCompleted));

    /// <summary>Paid for, and not decided yet.</summary>
    public bool IsUnderWay => !IsWithdrawn && !IsDelivered;
}
