using Contracts;

namespace Local.Ops.Replay;

/// <summary>What is to be sent, and what is not.</summary>
/// <param name="Events">The events of one purchase stand together and in their order, the earliest purchase first.</param>
/// <param name="Added">How many of the events were not asked for: a refund goes along with what it undoes.</param>
/// <param name="Undecided">Purchases whose saga is not over: it tells the queue itself, or a person decides first.</param>
internal sealed record ReplayPlan(IReadOnlyList<RebuiltEvent> Events, int Added, int Undecided)
{
    public int Purchases => Events.Select(@event => @event.Purchase.PurchaseId).Distinct().Count();

    public static ReplayPlan For(ReplayRequest request, IReadOnlyList<RecordedPurchase> purchases)
    {
        var concerned = purchases.Where(purchase => RebuiltEvent.Of(purchase).Any(request.Covers)).ToLookup(purchase => purchase.IsDecided);
        var chosen = concerned[true].Select(purchase => Choose(request, purchase))
            .OrderBy(events => events[0].At).SelectMany(events => events).ToList();
        return new(chosen, chosen.Count(@event => !request.Covers(@event)), concerned[false].Count());
    }

    /// <summary>
    /// A consumer that is new would take a refunded purchase for a paid one if it heard of the payment alone. One that is up to date hears
    /// of the refund again and changes nothing.
    /// </summary>
    private static List<RebuiltEvent> Choose(ReplayRequest request, RecordedPurchase purchase) =>
    [
        .. RebuiltEvent.Of(purchase).Where(@event =>
            request.Covers(@event) || (@event.Name == nameof(PaymentRefunded) && request.Queue.Hears(@event.Name))),
    ];

    /// <summary>What the queue hears and a consumer that is new would miss, because it was not asked for.</summary>
    public static string? MissingIn(ReplayRequest request) =>
        request.Events.Contains(nameof(PaymentSuccessful)) && !request.Events.Contains(nameof(PurchaseCompleted))
            && request.Queue.Hears(nameof(PurchaseCompleted))
            ? $"{request.Queue.Name} hears {nameof(PurchaseCompleted)} too: without it, a new consumer takes these purchases for unfinished."
            : null;
}
