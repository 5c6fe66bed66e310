using Contracts;

namespace OrderService.RecordOrder;

public enum OrderState
{
    /// <summary>Paid, not yet handed over.</summary>
    Open,

    /// <summary>The buyer has the account.</summary>
    Fulfilled,

    /// <summary>Refunded. Final: events that come late change nothing.</summary>
    Cancelled,
}

/// <summary>What an event makes of an order: the state it sets, and the states it may replace (a missing order can always be written).</summary>
public sealed record OrderTransition(OrderState To, params IReadOnlyList<OrderState> From)
{
    /// <summary>Null for an event that doesn't concern orders.</summary>
    public static OrderTransition? For(PurchaseEvent purchaseEvent) => purchaseEvent switch
    {
        UserCreated => new OrderTransition(OrderState.Open),
        PurchaseCompleted => new OrderTransition(OrderState.Fulfilled, OrderState.Open),
        PaymentRefunded => new OrderTransition(OrderState.Cancelled, OrderState.Open, OrderState.Fulfilled),
        _ => null,
    };
}
