using Contracts;
using Microsoft.Extensions.Logging;
using Platform.Events;

namespace OrderService.RecordOrder;

/// <summary>Reacts to UserCreated, PurchaseCompleted and PaymentRefunded. Opens, fulfils or cancels the order. Answers nobody.</summary>
public sealed class Handler(IOrders orders, ILogger log)
{
    public async Task<SagaAnswer?> HandleAsync(PurchaseEvent purchaseEvent, CancellationToken cancellation)
    {
        if (OrderTransition.For(purchaseEvent) is not { } transition)
            return null;
        var changed = await orders.WriteAsync(purchaseEvent, transition, cancellation);
        log.LogInformation("The order is {OrderState} (changed now: {Changed})", transition.To, changed);
        return null;
    }
}

/// <summary>The orders table as the handler sees it.</summary>
public interface IOrders
{
    /// <returns>False when the order stands in a state that the event may not replace: it came twice, or too late.</returns>
    Task<bool> WriteAsync(PurchaseEvent purchaseEvent, OrderTransition transition, CancellationToken cancellation);
}
