using BillingGates.Purchases;
using Contracts;

namespace Services.Tests.Support;

/// <summary>Stands for the purchases table: the same conditions, in memory.</summary>
internal sealed class InMemoryPurchases : IPurchases
{
    private readonly Lock door = new();

    public Dictionary<string, Purchase> Items { get; } = [];

    /// <summary>Called before each write, to crash there.</summary>
    public Action<string>? BeforeWrite { get; set; }

    /// <summary>How often a purchase was looked for.</summary>
    public int Reads { get; private set; }

    public Task<Purchase?> StoreIntentAsync(Purchase intent, CancellationToken cancellation)
    {
        BeforeWrite?.Invoke(nameof(StoreIntentAsync));
        lock (door)
            return Task.FromResult(Items.TryAdd(intent.PurchaseId, intent) ? null : Items[intent.PurchaseId]);
    }

    public Task<bool> TakeOverAsync(Purchase seen, DateTimeOffset leaseUntil, CancellationToken cancellation) => ChangeAsync(
        nameof(TakeOverAsync), seen.PurchaseId, stored => stored.LeaseUntil == seen.LeaseUntil ? stored with { LeaseUntil = leaseUntil } : null);

    public Task<bool> MarkPaidAsync(string purchaseId, string paymentIntentId, DateTimeOffset now, CancellationToken cancellation) => ChangeAsync(
        nameof(MarkPaidAsync), purchaseId,
        stored => stored with { Status = PurchaseStatus.Paid, PaymentIntentId = paymentIntentId, PaidAt = now });

    public Task<bool> MarkDeclinedAsync(string purchaseId, Decline decline, CancellationToken cancellation) => ChangeAsync(
        nameof(MarkDeclinedAsync), purchaseId, stored => stored with { Status = PurchaseStatus.Declined, Decline = decline });

    public Task<bool> ReleaseAsync(string purchaseId, DateTimeOffset now, CancellationToken cancellation) => ChangeAsync(
        nameof(ReleaseAsync), purchaseId, stored => stored with { LeaseUntil = now });

    public Task<Purchase?> FindAsync(string purchaseId, CancellationToken cancellation)
    {
        lock (door)
        {
            Reads++;
            return Task.FromResult(Items.GetValueOrDefault(purchaseId));
        }
    }

    private Task<bool> ChangeAsync(string write, string purchaseId, Func<Purchase, Purchase?> change)
    {
        BeforeWrite?.Invoke(write);
        lock (door)
        {
            if (Items[purchaseId].Status != PurchaseStatus.PaymentPending || change(Items[purchaseId]) is not { } changed)
                return Task.FromResult(false);
            Items[purchaseId] = changed;
            return Task.FromResult(true);
        }
    }
}
