using Contracts;

namespace Services.Tests.Support;

/// <summary>The events of one ordinary purchase, as the catalog knows them.</summary>
internal static class Events
{
    public const string PurchaseId = "pur_test";
    public const string Email = "new.user@example.com";

    public static PaymentSuccessful PaymentSuccessful(string email = Email, string purchaseId = PurchaseId) => Known(new PaymentSuccessful
    {
        PurchaseId = purchaseId, CustomerEmail = email, ProductId = "prod_premium_tier", Amount = 99.99m, Currency = "USD",
    });

    public static UserCreated UserCreated() => Known(new UserCreated
    {
        PurchaseId = PurchaseId, UserId = "usr_1", CustomerEmail = Email, ProductId = "prod_premium_tier", Amount = 99.99m, Currency = "USD",
    });

    public static PurchaseCompleted PurchaseCompleted() => Known(new PurchaseCompleted
    {
        PurchaseId = PurchaseId, UserId = "usr_1", CustomerEmail = Email, ProductId = "prod_premium_tier", Amount = 99.99m, Currency = "USD",
    });

    public static UserCreationFailed UserCreationFailed(
        string reason = global::Contracts.UserCreationFailed.UserRefused, string purchaseId = PurchaseId) => Known(new UserCreationFailed
    {
        PurchaseId = purchaseId, CustomerEmail = Email, ProductId = "prod_premium_tier", Amount = 99.99m, Currency = "USD", Reason = reason,
    });

    public static PaymentRefunded PaymentRefunded(string? reason = null) => Known(new PaymentRefunded
    {
        PurchaseId = PurchaseId, CustomerEmail = Email, ProductId = "prod_premium_tier", Amount = 99.99m, Currency = "USD", RefundId = "re_1",
        Reason = reason,
    });

    private static T Known<T>(T purchaseEvent) where T : PurchaseEvent
    {
        _ = Messages.Text(purchaseEvent);
        return purchaseEvent;
    }
}
