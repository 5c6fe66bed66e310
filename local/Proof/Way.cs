using Local.Faults;

namespace Local.Proof;

/// <summary>A way through the platform.</summary>
internal sealed record Way(BuyerKind Kind)
{
    private const string Reconciler = "ReconcilePayments";

    /// <summary>Between them they take every function and every call that it makes for a purchase and a first login.</summary>
    public static readonly IReadOnlyList<Way> All =
    [
        new(BuyerKind.New),
        new(BuyerKind.Returning),
        new(BuyerKind.Declined),
        new(BuyerKind.Blocked),
        // The account exists and has to be taken back: no login can be made for it.
        new(BuyerKind.New)
        {
            Given = [new FaultRule(FaultKind.CrashBefore) { Function = "IssueToken", Call = "kms:Sign", Times = 1000 }],
            Only = ["CreateUser", "RecordOrder", "RefundPayment", "SendEmail"],
        },
        new(BuyerKind.SignsInByEmail) { Only = ["SendLoginLink", "FindUser", "MainApp"] },
        new(BuyerKind.ComesLate) { Only = ["OfferLogin", "MainApp"] },
        // The reconciler finds the charge.
        Reconciled(new FaultRule(FaultKind.ProviderTimeoutAfter) { Operation = "charge", Times = 8 }),
        // It finds none, and voids.
        Reconciled(new FaultRule(FaultKind.ProviderFailBefore) { Operation = "charge", Times = 8 }),
        // It starts the saga that nobody else could start.
        Reconciled(
            new FaultRule(FaultKind.CrashBefore) { Function = "TakePayment", Call = "states:StartExecution", Times = 1000 },
            new FaultRule(FaultKind.CrashBefore) { Function = "StartSaga", Call = "states:StartExecution", Times = 1000 }),
    ];

    /// <summary>Faults that lead onto it.</summary>
    public IReadOnlyList<FaultRule> Given { get; private init; } = [];

    /// <summary>The functions to crash, where the others do as they did on earlier ways; null for all.</summary>
    public IReadOnlyList<string>? Only { get; private init; }

    private static Way Reconciled(params IReadOnlyList<FaultRule> given) =>
        new(BuyerKind.WalksAway) { Given = given, Only = [Reconciler] };
}
