using Amazon.DynamoDBv2.Model;
using Local.CloudConsole.Stories;

namespace Local.Tests.CloudConsole;

public class PurchaseListTests
{
    [Fact]
    public void Purchase_IsListedAsItStands()
    {
        var purchase = PurchaseList.Read(new()
        {
            ["purchaseId"] = new("pur_1"), ["status"] = new("REFUNDED"), ["productId"] = new("prod_basic_tier"), ["amount"] = new() { N = "19.99" },
            ["currency"] = new("USD"), ["customerEmail"] = new("a@example.com"), ["createdAt"] = new("2026-11-23T18:00:00.0000000Z"),
            ["failureReason"] = new("UserRefused"),
        });

        Assert.Equal(
            new ListedPurchase(
                "pur_1", "REFUNDED", "prod_basic_tier", 19.99m, "USD", "a@example.com", new(2026, 11, 23, 18, 0, 0, TimeSpan.Zero), "UserRefused"),
            purchase);
    }

    [Fact]
    public void DamagedPurchase_IsListedToo() => Assert.Equal(
        new ListedPurchase("pur_2", "PAID", "", 0, "", "", DateTimeOffset.UnixEpoch, null),
        PurchaseList.Read(new() { ["purchaseId"] = new AttributeValue("pur_2"), ["status"] = new AttributeValue("PAID") }));
}
