using Cdk;

namespace Template.Tests;

/// <summary>The functions of the platform, by the folders of their projects.</summary>
internal static class Functions
{
    private static readonly string[] BesidesConsumers =
    [
        "Bff", "BillingGates/TakePayment", "BillingGates/ShowPurchase", "BillingGates/StartSaga", "AuthService/OfferLogin",
    ];

    public static IEnumerable<string> All => BesidesConsumers.Concat(PurchaseEvents.Hops.Select(hop => hop.Function)).Distinct();
}
