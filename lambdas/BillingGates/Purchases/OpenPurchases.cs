using System.Security.Cryptography;
using System.Text;
using Contracts;

namespace BillingGates.Purchases;

/// <summary>
/// The sparse index of the purchases that are not decided yet. An item is in it as long as it has the attribute <see cref="Bucket"/>: from the
/// intent to the write that declines, completes or refunds the purchase. So it stays as small as what is under way, and what needs
/// attention stays in it until somebody has decided.
/// </summary>
public static class OpenPurchases
{
    public const string Index = "open-purchases";

    public const string Bucket = "openBucket";

    public const int Buckets = 4;

    /// <summary>All buckets; each is a partition of the index, and a reader has to ask for every one.</summary>
    public static IReadOnlyList<string> AllBuckets { get; } = [.. Enumerable.Range(0, Buckets).Select(Name)];

    /// <summary>The bucket of a purchase, by the hash of its id. With one for all, the index would slow checkouts down at 1,000 a second.</summary>
    public static string BucketOf(string purchaseId) => Name(SHA256.HashData(Encoding.UTF8.GetBytes(purchaseId))[0] % Buckets);

    private static string Name(int bucket) => $"open#{bucket}";
}

/// <summary>A purchase as the index shows it, which may be a moment behind the table.</summary>
public sealed record OpenPurchase(string PurchaseId, PurchaseStatus Status, DateTimeOffset CreatedAt);
