namespace Analytics.Lake;

/// <summary>
/// The one definition of the lake's tables. The capture types its files by it, CDK makes the Glue tables of it, and the compaction fills
/// what older files lack. Attributes are added, never removed or retyped: an older file then has no value for them.
/// </summary>
public static class LakeSchema
{
    /// <summary>The partition column: the day of the change in UTC, as 2026-11-23. It stands in the path, not in the files.</summary>
    public const string Day = "day";

    /// <summary>What happened: <c>c</c> created, <c>u</c> updated, <c>d</c> deleted.</summary>
    public const string Operation = "op";

    /// <summary>When, in milliseconds since 1970. DynamoDB tells whole seconds.</summary>
    public const string Milliseconds = "ts_ms";

    public const string SourceTable = "source_table";

    /// <summary>The item's partition key. With <see cref="SequenceNumber"/> it names one change, for ever.</summary>
    public const string ItemKey = "item_key";

    /// <summary>The stream's sequence number, filled with zeros to 40 digits: its order as text is its order.</summary>
    public const string SequenceNumber = "sequence_number";

    public const int SequenceNumberLength = 40;

    /// <summary>What every change has.</summary>
    public static IReadOnlyList<LakeColumn> Envelope { get; } =
    [
        new(Operation, LakeType.Text),
        new(Milliseconds, LakeType.WholeNumber),
        new(SourceTable, LakeType.Text),
        new(ItemKey, LakeType.Text),
        new(SequenceNumber, LakeType.Text),
    ];

    public static LakeTable Purchases { get; } = new("purchases", "purchaseId",
    [
        new("purchaseId", LakeType.Text),
        new("status", LakeType.Text),
        new("customerEmail", LakeType.Email),
        new("userId", LakeType.UserId),
        new("productId", LakeType.Text),
        new("amount", LakeType.Amount),
        new("currency", LakeType.Text),
        new("createdAt", LakeType.Time),
        new("paidAt", LakeType.Time),
        new("accountCreatedAt", LakeType.Time),
        new("completedAt", LakeType.Time),
        new("refundedAt", LakeType.Time),
        new("needsAttentionSince", LakeType.Time),
        new("declineCode", LakeType.Text),
        new("invalidRequest", LakeType.Flag),
        new("failureReason", LakeType.Text),
        new("paymentIntentId", LakeType.Text),
        new("refundId", LakeType.Text),
        new("homeRegion", LakeType.Text),
    ],
    // Of the request: a hash that an address could be tried against, a means of payment, a login's challenge, plumbing.
    LeftOut: ["requestFingerprint", "paymentMethod", "codeChallenge", "leaseUntil", "openBucket", "traceId", "writeId"]);

    public static LakeTable Users { get; } = new("users", "pk",
    [
        new("pk", LakeType.EmailKey),
        new("userId", LakeType.UserId),
        new("email", LakeType.Email),
        new("purchaseId", LakeType.Text),
        new("state", LakeType.Text),
        new("isNewUser", LakeType.Flag),
        new("loggedInAt", LakeType.Time),
    ],
    // The products of a user by purchase: the purchase's own item says the same.
    LeftOut: ["products"]);

    public static LakeTable Orders { get; } = new("orders", "purchaseId",
    [
        new("purchaseId", LakeType.Text),
        new("state", LakeType.Text),
        new("userId", LakeType.UserId),
        new("productId", LakeType.Text),
        new("amount", LakeType.Amount),
        new("currency", LakeType.Text),
        new("updatedAt", LakeType.Time),
    ],
    LeftOut: []);

    public static IReadOnlyList<LakeTable> Tables { get; } = [Purchases, Users, Orders];
}
