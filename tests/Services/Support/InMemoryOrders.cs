using Contracts;
using OrderService.RecordOrder;

namespace Services.Tests.Support;

/// <summary>Stands for the orders table: the same condition, in memory.</summary>
internal sealed class InMemoryOrders : IOrders
{
    public Dictionary<string, OrderState> Items { get; } = [];

    public Task<bool> WriteAsync(PurchaseEvent purchaseEvent, OrderTransition transition, CancellationToken cancellation)
    {
        var mayWrite = !Items.TryGetValue(purchaseEvent.PurchaseId, out var state) || transition.From.Contains(state);
        if (mayWrite)
            Items[purchaseEvent.PurchaseId] = transition.To;
        return Task.FromResult(mayWrite);
    }
}
