using Contracts;
using Local.Ops.Facts;

namespace Local.Ops.Decisions;

/// <summary>What the platform promises about a purchase that has ended, as far as its own records can tell.</summary>
internal static class Promises
{
    /// <summary>A sentence for each broken promise. While a saga runs or messages wait, nothing is promised yet.</summary>
    public static IReadOnlyList<string> BrokenBy(PurchaseFacts facts)
    {
        if (facts.Saga is { IsRunning: true } || facts.RefundSaga is { IsRunning: true } || facts.DeadLetters.Count > 0)
            return [];
        return facts.Purchase.Status switch
        {
            PurchaseStatus.Declined => [.. Keeps(facts, "declined")],
            PurchaseStatus.Refunded =>
            [
                .. Keeps(facts, "refunded"),
                .. Truth(facts.Purchase.RefundId is null, "It is refunded, and no refund is recorded."),
            ],
            PurchaseStatus.Completed =>
            [
                .. Truth(facts.Purchase.ChargeId is null, "It is completed, and no charge is recorded."),
                .. Truth(facts.Entitlement?.State != "GRANTED", "It is completed, and the buyer has no account."),
            ],
            _ => [],
        };
    }

    private static IEnumerable<string> Keeps(PurchaseFacts facts, string how) =>
    [
        .. Truth(facts.Entitlement?.State == "GRANTED", $"It is {how}, and the buyer has the account."),
        .. Truth(facts.Order?.State is "OPEN" or "FULFILLED", $"It is {how}, and the order is {facts.Order?.State}."),
        .. Truth(facts.Login?.State == "ISSUED", $"It is {how}, and the login can still be used."),
    ];

    private static IEnumerable<string> Truth(bool broken, string sentence) => broken ? [sentence] : [];
}
