using Contracts;

namespace Services.Tests.Support;

/// <summary>The events of one ordinary purchase.</summary>
internal static class Events
{
    public const string PurchaseId = "pur_test";
    public const string Email = "new.user@example.com";

    public static PaymentSuccessful PaymentSuccessful(string email = Email, string purchaseId = PurchaseId) => new()
    {
        PurchaseId = purchaseId, CustomerEmail = email, ProductId = "prod_premium_tier", Amount = 99.99m, Currency = "USD",
    };

    public static UserCreated UserCreated() => new()
    {
        PurchaseId = PurchaseId, UserId = "usr_1", CustomerEmail = Email, ProductId = "prod_premium_tier", Amount = 99.99m, Currency = "USD",
    };

    public static PurchaseCompleted PurchaseCompleted() => new()
    {
        PurchaseId = PurchaseId, UserId = "usr_1", CustomerEmail = Email, ProductId = "prod_premium_tier", Amount = 99.99m, Currency = "USD",
    };

    public static UserCreationFailed UserCreationFailed(
        string reason = global::Contracts.UserCreationFailed.UserRefused, string purchaseId = PurchaseId) => new()
    {
        PurchaseId = purchaseId, CustomerEmail = Email, ProductId = "prod_premium_tier", Amount = 99.99m, Currency = "USD", Reason = reason,
    };

    public static PaymentRefunded PaymentRefunded(string? reason = null) => new()
    {
        PurchaseId = PurchaseId, CustomerEmail = Email, ProductId = "prod_premium_tier", Amount = 99.99m, Currency = "USD", RefundId = "re_1",
        Reason = reason,
    };
}
