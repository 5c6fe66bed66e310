using BillingGates.Purchases;
using BillingGates.ShowPurchase;
using Contracts;
using Services.Tests.Support;
using ShowPurchaseCommand = global::Contracts.ShowPurchase;

namespace Services.Tests.BillingGates;

public class ShowPurchaseTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(number => (byte)number)];

    private readonly InMemoryPurchases purchases = new()
    {
        Items =
        {
            ["pur_1"] = new Purchase(
                "pur_1", PurchaseStatus.Paid, "fingerprint", default, Events.Email, "prod_basic_tier", 19.99m, "USD", "pm_card_visa",
                default, "eu-west-1", null, null),
        },
    };

    [Fact]
    public async Task RightToken_ShowsThePurchase() =>
        Assert.Equal("pur_1", (await ShowAsync("pur_1", StatusToken.For("pur_1", Key)))!.PurchaseId);

    /// <summary>Neither the answer nor the work behind it may tell whether an id exists.</summary>
    [Theory]
    [InlineData("pur_1")]
    [InlineData("pur_unknown")]
    public async Task WrongToken_IsRefusedBeforeAnythingIsRead(string purchaseId)
    {
        var right = StatusToken.For(purchaseId, Key);
        string[] wrong =
        [
            "", "x", right[..^1], right + "A", "A" + right[1..], right[..^1] + (right[^1] == 'A' ? 'B' : 'A'), StatusToken.For("pur_2", Key),
            StatusToken.For(purchaseId, [.. Key.Reverse()]), new string('é', 43),
        ];
        foreach (var token in wrong.Where(token => token != right))
            Assert.Null(await ShowAsync(purchaseId, token));
        Assert.Equal(0, purchases.Reads);
    }

    private async Task<PurchaseView?> ShowAsync(string purchaseId, string token) =>
        (await new Handler(purchases, _ => ValueTask.FromResult(Key)).HandleAsync(new ShowPurchaseCommand(purchaseId, token), default)).Purchase;
}
