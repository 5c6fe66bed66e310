using Local.Faults;

namespace Local.Proof;

/// <summary>A way through the platform.</summary>
/// <param name="Given">Faults that lead onto it.</param>
internal sealed record Way(BuyerKind Kind, params IReadOnlyList<FaultRule> Given)
{
    /// <summary>Between them they take every function and every call that it makes.</summary>
    public static readonly IReadOnlyList<Way> All =
    [
        new(BuyerKind.New),
        new(BuyerKind.Returning),
        new(BuyerKind.Declined),
        new(BuyerKind.Blocked),
        new(BuyerKind.SignsInByEmail),
        // The reconciler finds the charge.
        new(BuyerKind.WalksAway, new FaultRule(FaultKind.ProviderTimeoutAfter) { Operation = "charge", Times = 8 }),
        // It finds none, and voids.
        new(BuyerKind.WalksAway, new FaultRule(FaultKind.ProviderFailBefore) { Operation = "charge", Times = 8 }),
        // It starts the saga that nobody else could start.
        new(BuyerKind.WalksAway,
            new FaultRule(FaultKind.CrashBefore) { Function = "TakePayment", Call = "states:StartExecution", Times = 1000 },
            new FaultRule(FaultKind.CrashBefore) { Function = "StartSaga", Call = "states:StartExecution", Times = 1000 }),
    ];
}
