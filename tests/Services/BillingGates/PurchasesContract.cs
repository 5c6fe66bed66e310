using BillingGates.Purchases;
using Contracts;
using Services.Tests.Support;

namespace Services.Tests.BillingGates;

/// <summary>What the handlers rely on. The table keeps it, and what stands for the table in their tests does so too.</summary>
public abstract class PurchasesContract
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly Decline Declined = new("lost_card", false);

    protected abstract IPurchases Purchases { get; }

    [Fact]
    public async Task Intent_IsStoredOnce()
    {
        var intent = NewIntent();
        Assert.Null(await Purchases.StoreIntentAsync(intent, default));

        Assert.Equal(intent, await Purchases.StoreIntentAsync(intent with { ProductId = "another" }, default));
        Assert.Equal(intent, await Purchases.FindAsync(intent.PurchaseId, default));
    }

    [Fact]
    public async Task Lease_IsTakenOverByOne()
    {
        var seen = await StoreAsync();

        Assert.True(await Purchases.TakeOverAsync(seen, Now.AddMinutes(1), default));
        Assert.False(await Purchases.TakeOverAsync(seen, Now.AddMinutes(2), default));
    }

    [Fact]
    public async Task Pending_IsDecidedOnce()
    {
        var (paid, declined) = (await StoreAsync(), await StoreAsync());

        Assert.True(await Purchases.MarkPaidAsync(paid.PurchaseId, "pi_1", Now, default));
        Assert.False(await Purchases.MarkDeclinedAsync(paid.PurchaseId, Declined, default));
        Assert.True(await Purchases.MarkDeclinedAsync(declined.PurchaseId, Declined, default));
        Assert.False(await Purchases.MarkPaidAsync(declined.PurchaseId, "pi_1", Now, default));
        Assert.False(await Purchases.TakeOverAsync(declined, Now.AddMinutes(1), default));
        Assert.False(await Purchases.MarkNeedsAttentionAsync(declined.PurchaseId, PurchaseStatus.PaymentPending, "x", Now, default));

        Assert.Equal(
            paid with { Status = PurchaseStatus.Paid, PaymentIntentId = "pi_1", PaidAt = Now }, await Purchases.FindAsync(paid.PurchaseId, default));
        Assert.Equal(
            declined with { Status = PurchaseStatus.Declined, Decline = Declined }, await Purchases.FindAsync(declined.PurchaseId, default));
    }

    [Fact]
    public async Task UnresolvedPayment_IsDecidedByTheProvider_AndNeedsNobodyAnyMore()
    {
        var (paid, declined) = (await StoreAsync(), await StoreAsync());
        foreach (var purchase in new[] { paid, declined })
        {
            Assert.True(await Purchases.MarkNeedsAttentionAsync(
                purchase.PurchaseId, PurchaseStatus.PaymentPending, AttentionReason.PaymentUnresolved, Now, default));
        }
        var waiting = await Purchases.FindAsync(paid.PurchaseId, default);
        Assert.Equal(
            (PurchaseStatus.NeedsAttention, AttentionReason.PaymentUnresolved, Now),
            (waiting!.Status, waiting.FailureReason, waiting.NeedsAttentionSince));

        Assert.True(await Purchases.MarkPaidAsync(paid.PurchaseId, "pi_1", Now, default));
        Assert.True(await Purchases.MarkDeclinedAsync(declined.PurchaseId, Declined, default));

        foreach (var decided in new[] { await Purchases.FindAsync(paid.PurchaseId, default), await Purchases.FindAsync(declined.PurchaseId, default) })
            Assert.Equal((null, null), (decided!.FailureReason, decided.NeedsAttentionSince));
    }

    /// <summary>Its charge is known: only the saga or a person decides it.</summary>
    [Fact]
    public async Task PaidPurchaseThatNeedsAttention_IsNotDecidedByTheProvider()
    {
        var purchase = await StoreAsync();
        await Purchases.MarkPaidAsync(purchase.PurchaseId, "pi_1", Now, default);
        Assert.True(await Purchases.MarkNeedsAttentionAsync(
            purchase.PurchaseId, PurchaseStatus.Paid, AttentionReason.SagaEnded, Now, default));

        Assert.False(await Purchases.MarkDeclinedAsync(purchase.PurchaseId, Declined, default));
        Assert.False(await Purchases.MarkPaidAsync(purchase.PurchaseId, "pi_2", Now, default));
        Assert.Equal("pi_1", (await Purchases.FindAsync(purchase.PurchaseId, default))!.PaymentIntentId);
    }

    [Fact]
    public async Task OpenPurchases_AreListedUntilTheyAreDeclined_OldestFirst()
    {
        var (second, first, declined, attention, young) = (
            await StoreAsync(minutesOld: 10), await StoreAsync(minutesOld: 20), await StoreAsync(minutesOld: 30), await StoreAsync(minutesOld: 5),
            await StoreAsync(minutesOld: 1));
        await Purchases.MarkPaidAsync(second.PurchaseId, "pi_1", Now, default);
        await Purchases.MarkDeclinedAsync(declined.PurchaseId, Declined, default);
        await Purchases.MarkNeedsAttentionAsync(attention.PurchaseId, PurchaseStatus.PaymentPending, "x", Now, default);

        var open = new List<OpenPurchase>();
        foreach (var bucket in OpenPurchases.AllBuckets)
        {
            var inBucket = await Purchases.ListOpenAsync(bucket, Now.AddMinutes(-2), default).ToListAsync();
            Assert.Equal(inBucket.OrderBy(purchase => purchase.CreatedAt), inBucket);
            open.AddRange(inBucket);
        }

        Assert.Equal(
            new[] { (first, PurchaseStatus.PaymentPending), (second, PurchaseStatus.Paid), (attention, PurchaseStatus.NeedsAttention) }
                .Select(expected => new OpenPurchase(expected.Item1.PurchaseId, expected.Item2, expected.Item1.CreatedAt)),
            open.Where(purchase => Own.Contains(purchase.PurchaseId)).OrderBy(purchase => purchase.CreatedAt));
        Assert.DoesNotContain(open, purchase => purchase.PurchaseId == young.PurchaseId);
    }

    /// <summary>The purchases of this test: the table is shared.</summary>
    private HashSet<string> Own { get; } = [];

    private async Task<Purchase> StoreAsync(int minutesOld = 1)
    {
        var intent = NewIntent() with { CreatedAt = Now.AddMinutes(-minutesOld) };
        await Purchases.StoreIntentAsync(intent, default);
        return intent;
    }

    private Purchase NewIntent()
    {
        var purchaseId = PurchaseIdentity.IdFor(Guid.NewGuid().ToString());
        Own.Add(purchaseId);
        return OpenPurchaseIn.Status(PurchaseStatus.PaymentPending, TimeSpan.FromMinutes(1), Now, purchaseId);
    }
}

/// <summary>What stands for the table.</summary>
public sealed class InMemoryPurchasesTests : PurchasesContract
{
    protected override IPurchases Purchases { get; } = new InMemoryPurchases();
}
