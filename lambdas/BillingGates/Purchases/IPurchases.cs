using Contracts;

namespace BillingGates.Purchases;

/// <summary>The purchases as the handlers see them. Writes answer false when the purchase no longer stands as they assume.</summary>
public interface IPurchases
{
    /// <summary>Stores the intent to charge, before the provider hears of it.</summary>
    /// <returns>Null when stored; the purchase that stands there already otherwise.</returns>
    Task<Purchase?> StoreIntentAsync(Purchase intent, CancellationToken cancellation);

    /// <summary>Takes an attempt over whose lease has run out.</summary>
    Task<bool> TakeOverAsync(Purchase seen, DateTimeOffset leaseUntil, CancellationToken cancellation);

    /// <summary>The provider charged. Decides a purchase that needs attention too, if it was the charge that nobody knew of.</summary>
    Task<bool> MarkPaidAsync(string purchaseId, string paymentIntentId, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>The provider refused to charge, or was told never to. Decides the same purchases as <see cref="MarkPaidAsync"/>.</summary>
    Task<bool> MarkDeclinedAsync(string purchaseId, Decline decline, CancellationToken cancellation);

    /// <summary>The outcome of this attempt is unknown: the next one may try at once. The status stays <see cref="PurchaseStatus.PaymentPending"/>.</summary>
    Task<bool> ReleaseAsync(string purchaseId, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>A person has to look at a purchase that stands as it was seen.</summary>
    /// <param name="onlyFrom">The status that it was seen in.</param>
    /// <param name="reason">One of <see cref="AttentionReason"/>.</param>
    Task<bool> MarkNeedsAttentionAsync(
        string purchaseId, PurchaseStatus onlyFrom, string reason, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>The undecided purchases of one bucket, the oldest first, page by page; a moment behind the table.</summary>
    /// <param name="bucket">One of <see cref="OpenPurchases.AllBuckets"/>.</param>
    /// <param name="olderThan">Younger ones are left to those who work on them.</param>
    IAsyncEnumerable<OpenPurchase> ListOpenAsync(string bucket, DateTimeOffset olderThan, CancellationToken cancellation);

    /// <summary>Reads with strong consistency; null when there is no such purchase.</summary>
    Task<Purchase?> FindAsync(string purchaseId, CancellationToken cancellation);
}
