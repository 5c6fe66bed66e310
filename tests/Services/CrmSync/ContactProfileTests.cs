using CrmSync.Contacts;

namespace Services.Tests.CrmSync;

public class ContactProfileTests
{
    [Theory]
    [InlineData("PaymentSuccessful", BuyerStatus.Buying, 0)]
    [InlineData("UserCreated", BuyerStatus.Buying, 0)]
    [InlineData("PaymentSuccessful UserCreated PurchaseCompleted", BuyerStatus.Customer, 1)]
    [InlineData("PurchaseCompleted", BuyerStatus.Customer, 1)]
    [InlineData("PaymentSuccessful UserCreationFailed", BuyerStatus.Former, 0)]
    [InlineData("PaymentRefunded", BuyerStatus.Former, 0)]
    [InlineData("PaymentRefunded PurchaseCompleted UserCreated", BuyerStatus.Former, 0)]
    [InlineData("SomethingFromTheFuture", BuyerStatus.Buying, 0)]
    public void OnePurchase_MakesTheBuyer_WhatItsEventsSay(string events, BuyerStatus status, int purchases)
    {
        var profile = Of(Purchase("prod_basic_tier", events));

        Assert.Equal((status, purchases), (profile.Status, profile.Purchases));
        Assert.Equal(purchases, profile.Products.Count);
    }

    [Fact]
    public void OneDeliveredPurchase_IsEnoughForACustomer()
    {
        var profile = Of(
            Purchase("prod_premium_tier", "PurchaseCompleted PaymentRefunded"), Purchase("prod_basic_tier", "PurchaseCompleted"),
            Purchase("prod_premium_tier", "PaymentSuccessful"));

        Assert.Equal(BuyerStatus.Customer, profile.Status);
        Assert.Equal(["prod_basic_tier"], profile.Products);
    }

    [Fact]
    public void SameProductTwice_IsOneProductAndTwoPurchases()
    {
        var profile = Of(
            Purchase("prod_b", "PurchaseCompleted"), Purchase("prod_a", "PurchaseCompleted"), Purchase("prod_b", "PurchaseCompleted"));

        Assert.Equal(["prod_a", "prod_b"], profile.Products);
        Assert.Equal(3, profile.Purchases);
    }

    private static ContactProfile Of(params KnownPurchase[] purchases) => ContactProfile.Of(new Contact(purchases, "usr_1", 1));

    private static KnownPurchase Purchase(string product, string events) => new(product, events.Split(' ').ToHashSet());
}
