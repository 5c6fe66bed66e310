using System.Net;
using Purchase.Tests.Support;

namespace Purchase.Tests.OtherEngines;

/// <summary>Purchases through the public API of a platform that <c>cdk deploy</c> has made, with the provider's test cards.</summary>
public class DeployedPurchaseTests : IClassFixture<DeployedPlatform>
{
    private readonly DeployedPlatform platform;

    public DeployedPurchaseTests(DeployedPlatform platform)
    {
        platform.RequireOrSkip();
        this.platform = platform;
    }

    [SkippableFact]
    public async Task NewBuyer_GetsTheLoginLink()
    {
        var (code, accepted) = await platform.BuyAsync(Shop.NewEmail());

        Assert.Equal(HttpStatusCode.Accepted, code);
        var view = await platform.WaitForAsync(accepted, "COMPLETED");
        Assert.Contains("token=", view.GetProperty("login").GetProperty("url").GetString(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task BlockedBuyer_IsRefunded()
    {
        var (_, accepted) = await platform.BuyAsync(Shop.NewEmail("blocked.example"));

        var view = await platform.WaitForAsync(accepted, "REFUNDED");
        Assert.Equal("ACCOUNT_REFUSED", view.GetProperty("refundReason").GetString());
    }

    [SkippableFact]
    public async Task DeclinedCard_Is402()
    {
        var (code, problem) = await platform.BuyAsync(Shop.NewEmail(), "pm_card_chargeDeclined");

        Assert.Equal(HttpStatusCode.PaymentRequired, code);
        Assert.Equal("generic_decline", problem.GetProperty("declineCode").GetString());
    }
}
