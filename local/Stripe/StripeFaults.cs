namespace Local.Stripe;

/// <summary>When a fault strikes.</summary>
public enum FaultPoint
{
    /// <summary>Nothing happens and nothing is remembered.</summary>
    BeforeEffect,

    /// <summary>The request was carried out; its answer is lost on the way, and a repetition gets it.</summary>
    AfterEffect,

    /// <summary>
    /// The request is carried out and its idempotency key is in use for the delay; then the error (500 unless told otherwise) is the answer that
    /// the key keeps, as with an error inside Stripe.
    /// </summary>
    DuringEffect,
}

/// <summary>One thing that goes wrong.</summary>
/// <param name="Status">The status to answer, or null to cut the connection.</param>
/// <param name="Delay">Waited for first, in the clock's time; <see cref="Timeout.InfiniteTimeSpan"/> waits until the client gives up.</param>
public sealed record StripeFault(FaultPoint Point, int? Status = null, TimeSpan Delay = default)
{
    /// <summary>The request is only slow: after the delay it goes on as if nothing had happened.</summary>
    public bool IsDelayOnly { get; init; }
}

/// <summary>Decides which requests to the payment sandbox go wrong. Asked once per authenticated request.</summary>
public interface IStripeFaults
{
    StripeFault? For(StripeCall call);
}

/// <summary>The sandbox's faults: those that a test ordered, then those that stand for a test card.</summary>
public sealed class StripeFaults : IStripeFaults
{
    private readonly List<Order> orders = [];
    private readonly Lock gate = new();

    /// <summary>Makes the next <paramref name="times"/> matching requests go wrong. Orders are served in the order they came in.</summary>
    public void Add(Predicate<StripeCall> matches, StripeFault fault, int times = 1)
    {
        lock (gate)
            orders.Add(new Order(matches, fault, times));
    }

    /// <summary>Withdraws all orders.</summary>
    public void Clear()
    {
        lock (gate)
            orders.Clear();
    }

    public StripeFault? For(StripeCall call)
    {
        lock (gate)
        {
            if (orders.Find(order => order.Matches(call)) is { } order)
            {
                if (--order.Remaining == 0)
                    orders.Remove(order);
                return order.Fault;
            }
        }
        return call switch
        {
            { IsCharge: true, PaymentMethod: TestCards.OutageBeforeCharge } =>
                new StripeFault(FaultPoint.BeforeEffect, StatusCodes.Status503ServiceUnavailable),
            { IsCharge: true, PaymentMethod: TestCards.OutageAfterCharge } => new StripeFault(FaultPoint.AfterEffect),
            _ => null,
        };
    }

    private sealed class Order(Predicate<StripeCall> matches, StripeFault fault, int remaining)
    {
        public Predicate<StripeCall> Matches => matches;

        public StripeFault Fault => fault;

        public int Remaining { get; set; } = remaining;
    }
}
