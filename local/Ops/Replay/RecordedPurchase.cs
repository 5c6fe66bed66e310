using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Contracts;
using Platform.DynamoDb;

namespace Local.Ops.Replay;

/// <summary>What the purchases table says of a purchase that its events said.</summary>
/// <param name="UserId">Null when no account was created.</param>
/// <param name="FailureReason">The error name of what made the saga compensate; null when it did not.</param>
internal sealed record RecordedPurchase(
    string PurchaseId, PurchaseStatus Status, string CustomerEmail, string ProductId, decimal Amount, string Currency,
    string? TraceId, string? CodeChallenge, string? UserId, string? RefundId, string? FailureReason,
    DateTimeOffset? PaidAt, DateTimeOffset? AccountCreatedAt, DateTimeOffset? CompletedAt, DateTimeOffset? RefundedAt)
{
    /// <summary>The attributes that are read.</summary>
    public static IReadOnlyList<string> Attributes { get; } =
    [
        "purchaseId", "status", "customerEmail", "productId", "amount", "currency", "traceId", "codeChallenge", "userId", "refundId",
        "failureReason", "paidAt", "accountCreatedAt", "completedAt", "refundedAt",
    ];

    /// <summary>Its saga is over and tells nothing more.</summary>
    public bool IsDecided => Status is PurchaseStatus.Completed or PurchaseStatus.Refunded;

    public static RecordedPurchase Read(IReadOnlyDictionary<string, AttributeValue> item) => new(
        item.GetText("purchaseId"), JsonSerializer.Deserialize<PurchaseStatus>($"\"{item.GetText("status")}\""),
        item.GetText("customerEmail"), item.GetText("productId"), item.GetNumber("amount"), item.GetText("currency"),
        item.TextOrNull("traceId"), item.TextOrNull("codeChallenge"), item.TextOrNull("userId"), item.TextOrNull("refundId"),
        item.TextOrNull("failureReason"),
        item.TimeOrNull("paidAt"), item.TimeOrNull("accountCreatedAt"), item.TimeOrNull("completedAt"), item.TimeOrNull("refundedAt"));
}
