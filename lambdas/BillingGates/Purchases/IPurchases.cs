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

    /// <summary>The provider charged.</summary>
    Task<bool> MarkPaidAsync(string purchaseId, string paymentIntentId, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>The provider refused to charge.</summary>
    Task<bool> MarkDeclinedAsync(string purchaseId, Decline decline, CancellationToken cancellation);

    /// <summary>The outcome of this attempt is unknown: the next one may try at once. The status stays <see cref="PurchaseStatus.PaymentPending"/>.</summary>
    Task<bool> ReleaseAsync(string purchaseId, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Reads with strong consistency; null when there is no such purchase.</summary>
    Task<Purchase?> FindAsync(string purchaseId, CancellationToken cancellation);
}
