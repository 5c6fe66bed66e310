using BillingGates.Purchases;
using Contracts;

namespace Services.Tests.Support;

/// <summary>Purchases as the reconciler may find them.</summary>
internal static class OpenPurchaseIn
{
    public const string Region = "eu-west-1";

    /// <summary>A purchase of a given age whose last attempt was over long ago, or soon after it began.</summary>
    public static Purchase Status(PurchaseStatus status, TimeSpan age, DateTimeOffset now, string purchaseId = "pur_1") => new(
        purchaseId, status, "fingerprint", now - age + TimeSpan.FromSeconds(30), Events.Email, "prod_premium_tier", 99.99m, "USD", "pm_card_visa",
        now - age, Region, "1-trace", "a-challenge")
    {
        PaymentIntentId = status is PurchaseStatus.PaymentPending or PurchaseStatus.NeedsAttention ? null : "pi_1",
        PaidAt = status == PurchaseStatus.Paid ? now - age : null,
    };
}
