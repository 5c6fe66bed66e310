using Local.Faults;

namespace Local.Proof;

/// <summary>Decides for each purchase of a run what goes wrong with it: nothing for a third of them, one fault or two for the others.</summary>
/// <param name="places">The calls that a purchase of each kind makes when nothing goes wrong.</param>
/// <param name="purchases">How many the run has.</param>
internal sealed class RandomPlan(Random random, IReadOnlyDictionary<BuyerKind, IReadOnlyList<RecordedCall>> places, int purchases)
{
    /// <summary>A queue that is held stops everybody: as many holds as this many purchases draw are enough, spread over a longer run.</summary>
    private const int PurchasesWithAllHolds = 2000;

    public const string Saga = "saga";

    private static readonly string[] Queues =
    [
        "user-directory-subscription", "auth-service-subscription", "order-service-subscription", "notification-subscription",
        "billing-subscription",
    ];

    private int holds;

    public IEnumerable<FaultRule> For(Buyer buyer)
    {
        for (var faults = random.Next(3); faults > 0; faults--)
            yield return (random.Next(10) switch { < 6 => Call(buyer), < 8 => Delivery(), _ => Provider(buyer) }) with { PurchaseId = buyer.PurchaseId };
    }

    private FaultRule Call(Buyer buyer)
    {
        var calls = places[buyer.Kind];
        var at = random.Next(calls.Count);
        var call = calls[at];
        var kind = Draw(FaultKinds.OfCalls.Where(kind => IsPossible(kind, call)).ToList());
        return new FaultRule(kind)
        {
            Function = call.Function,
            Call = call.Call,
            Nth = calls.Take(at + 1).Count(earlier => (earlier.Function, earlier.Call) == (call.Function, call.Call)),
            Times = kind is FaultKind.Throttle or FaultKind.Conflict or FaultKind.Fail ? random.Next(1, 9) : 1,
            Delay = kind == FaultKind.Delay ? TimeSpan.FromMilliseconds(random.Next(50, 1500)) : null,
        };
    }

    private FaultRule Delivery()
    {
        var kind = Draw(FaultKinds.OfDeliveries);
        if (kind == FaultKind.Hold && holds++ % (1 + ((purchases - 1) / PurchasesWithAllHolds)) > 0)
            kind = FaultKind.Reorder; // the message alone stays away
        return new FaultRule(kind)
        {
            Queue = Draw(Queues),
            Times = kind == FaultKind.Duplicate ? random.Next(1, 4) : 1,
            Delay = kind == FaultKind.Duplicate ? null : TimeSpan.FromSeconds(random.Next(1, 90)),
        };
    }

    private FaultRule Provider(Buyer buyer)
    {
        var kind = Draw(FaultKinds.OfTheProvider);
        return new FaultRule(kind)
        {
            Operation = buyer.Kind is BuyerKind.Blocked or BuyerKind.SlowRefund && random.Next(2) == 0 ? "refund" : "charge",
            Times = random.Next(1, 12),
            Delay = kind is FaultKind.ProviderTimeoutBefore or FaultKind.ProviderTimeoutAfter
                ? TimeSpan.FromMilliseconds(random.Next(50, 1000)) // until the connection is cut
                : null,
        };
    }

    /// <summary>What can happen to a call. A crash needs a process, and only DynamoDB knows conflicts of transactions.</summary>
    public static bool IsPossible(FaultKind kind, RecordedCall call) => kind switch
    {
        FaultKind.CrashBefore or FaultKind.CrashAfter => call.Function != Saga,
        FaultKind.Conflict => call.Call is "dynamodb:PutItem" or "dynamodb:UpdateItem" or "dynamodb:TransactWriteItems",
        FaultKind.ExpireTask => call.Call is "states:SendTaskSuccess" or "states:SendTaskFailure",
        _ => true,
    };

    private T Draw<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];
}
