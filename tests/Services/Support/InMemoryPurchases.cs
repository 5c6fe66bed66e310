using System.Runtime.CompilerServices;
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
        stored => stored with
        {
            Status = PurchaseStatus.Paid, PaymentIntentId = paymentIntentId, PaidAt = now, NeedsAttentionSince = null, FailureReason = null,
        },
        IsUndecided);

    public Task<bool> MarkDeclinedAsync(string purchaseId, Decline decline, CancellationToken cancellation) => ChangeAsync(
        nameof(MarkDeclinedAsync), purchaseId,
        stored => stored with { Status = PurchaseStatus.Declined, Decline = decline, NeedsAttentionSince = null, FailureReason = null },
        IsUndecided);

    public Task<bool> ReleaseAsync(string purchaseId, DateTimeOffset now, CancellationToken cancellation) => ChangeAsync(
        nameof(ReleaseAsync), purchaseId, stored => stored with { LeaseUntil = now });

    public Task<bool> MarkNeedsAttentionAsync(
        string purchaseId, PurchaseStatus onlyFrom, string reason, DateTimeOffset now, CancellationToken cancellation) => ChangeAsync(
        nameof(MarkNeedsAttentionAsync), purchaseId,
        stored => stored with { Status = PurchaseStatus.NeedsAttention, NeedsAttentionSince = now, FailureReason = reason },
        stored => stored.Status == onlyFrom);

    /// <summary>As the index, if it never lagged behind: what is decided is not in it.</summary>
    public async IAsyncEnumerable<OpenPurchase> ListOpenAsync(
        string bucket, DateTimeOffset olderThan, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.Yield();
        List<Purchase> open;
        lock (door)
        {
            open = [.. Items.Values.Where(item =>
                OpenPurchases.BucketOf(item.PurchaseId) == bucket && item.CreatedAt < olderThan
                && item.Status is not (PurchaseStatus.Declined or PurchaseStatus.Completed or PurchaseStatus.Refunded))];
        }
        foreach (var item in open.OrderBy(item => item.CreatedAt))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return new OpenPurchase(item.PurchaseId, item.Status, item.CreatedAt);
        }
    }

    public Task<Purchase?> FindAsync(string purchaseId, CancellationToken cancellation)
    {
        lock (door)
        {
            Reads++;
            return Task.FromResult(Items.GetValueOrDefault(purchaseId));
        }
    }

    private static bool IsUndecided(Purchase stored) =>
        stored is { Status: PurchaseStatus.PaymentPending } or { Status: PurchaseStatus.NeedsAttention, PaymentIntentId: null };

    private Task<bool> ChangeAsync(
        string write, string purchaseId, Func<Purchase, Purchase?> change, Predicate<Purchase>? condition = null)
    {
        BeforeWrite?.Invoke(write);
        lock (door)
        {
            condition ??= stored => stored.Status == PurchaseStatus.PaymentPending;
            if (!condition(Items[purchaseId]) || change(Items[purchaseId]) is not { } changed)
                return Task.FromResult(false);
            Items[purchaseId] = changed;
            return Task.FromResult(true);
        }
    }
}
