using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Contracts;
using Platform.DynamoDb;

namespace BillingGates.Purchases;

/// <summary>The form of a purchase in the table.</summary>
internal static class PurchaseItem
{
    public static Dictionary<string, AttributeValue> Write(Purchase purchase)
    {
        var item = new Dictionary<string, AttributeValue>
        {
            ["purchaseId"] = Item.Text(purchase.PurchaseId),
            ["status"] = Status(purchase.Status),
            ["requestFingerprint"] = Item.Text(purchase.RequestFingerprint),
            ["leaseUntil"] = Item.Time(purchase.LeaseUntil),
            ["customerEmail"] = Item.Text(purchase.CustomerEmail),
            ["productId"] = Item.Text(purchase.ProductId),
            ["amount"] = Item.Number(purchase.Amount),
            ["currency"] = Item.Text(purchase.Currency),
            ["paymentMethod"] = Item.Text(purchase.PaymentMethod),
            ["createdAt"] = Item.Time(purchase.CreatedAt),
            ["homeRegion"] = Item.Text(purchase.HomeRegion),
            [OpenPurchases.Bucket] = Item.Text(OpenPurchases.BucketOf(purchase.PurchaseId)),
        };
        if (purchase.TraceId is { } traceId)
            item["traceId"] = Item.Text(traceId);
        if (purchase.CodeChallenge is { } challenge)
            item["codeChallenge"] = Item.Text(challenge);
        return item;
    }

    public static Purchase Read(IReadOnlyDictionary<string, AttributeValue> item) => new(
        item.GetText("purchaseId"), ReadStatus(item.GetText("status")), item.GetText("requestFingerprint"), item.GetTime("leaseUntil"),
        item.GetText("customerEmail"), item.GetText("productId"), item.GetNumber("amount"), item.GetText("currency"),
        item.GetText("paymentMethod"), item.GetTime("createdAt"), item.GetText("homeRegion"),
        item.TextOrNull("traceId"), item.TextOrNull("codeChallenge"))
    {
        PaymentIntentId = item.TextOrNull("paymentIntentId"),
        Decline = item.TextOrNull("declineCode") is { } code ? new Decline(code, item["invalidRequest"].BOOL == true) : null,
        PaidAt = item.TimeOrNull("paidAt"),
        AccountCreatedAt = item.TimeOrNull("accountCreatedAt"),
        CompletedAt = item.TimeOrNull("completedAt"),
        RefundedAt = item.TimeOrNull("refundedAt"),
        FailureReason = item.TextOrNull("failureReason"),
        NeedsAttentionSince = item.TimeOrNull("needsAttentionSince"),
    };

    /// <summary>Reads an item of the index, which has a few attributes only.</summary>
    public static OpenPurchase ReadOpen(IReadOnlyDictionary<string, AttributeValue> item) =>
        new(item.GetText("purchaseId"), ReadStatus(item.GetText("status")), item.GetTime("createdAt"));

    public static AttributeValue Status(PurchaseStatus status) =>
        Item.Text(JsonSerializer.SerializeToElement(status, ContractsJson.Default.PurchaseStatus).GetString()!);

    private static PurchaseStatus ReadStatus(string status) =>
        JsonSerializer.Deserialize($"\"{status}\"", ContractsJson.Default.PurchaseStatus);
}
