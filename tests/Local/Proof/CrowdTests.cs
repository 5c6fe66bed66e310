using Local.Proof;

namespace Local.Tests.Proof;

public class CrowdTests
{
    [Fact]
    public void SameSeed_GivesTheSameBuyers_AndAnotherSeedOthers()
    {
        Assert.Equal(Gather(7), Gather(7));
        Assert.NotEqual(Gather(7).Select(buyer => buyer.Kind), Gather(8).Select(buyer => buyer.Kind));
    }

    [Fact]
    public void EveryKind_IsThere_AndEveryPurchaseIsOneOfItsOwn()
    {
        var buyers = Gather(7);

        Assert.Equal(Crowd.Kinds.Order(), buyers.Select(buyer => buyer.Kind).Distinct().Order());
        Assert.Equal(buyers.Count, buyers.Select(buyer => buyer.PurchaseId).Distinct().Count());
        var addresses = buyers.Where(buyer => buyer.Kind != BuyerKind.Returning).Select(buyer => buyer.Email).ToHashSet();
        Assert.All(buyers.Where(buyer => buyer.Kind == BuyerKind.Returning).Skip(3), buyer => Assert.Contains(buyer.Email, addresses));
    }

    private static IReadOnlyList<Buyer> Gather(int seed) => new Crowd(new Random(seed), "test").Gather(300);
}
