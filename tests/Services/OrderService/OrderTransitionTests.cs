using Contracts;
using CsCheck;
using OrderService.RecordOrder;
using Services.Tests.Support;

namespace Services.Tests.OrderService;

public class OrderTransitionTests
{
    private static readonly PurchaseEvent[] Completed = [Events.UserCreated(), Events.PurchaseCompleted()];
    private static readonly PurchaseEvent[] Refunded = [Events.UserCreated(), Events.PaymentRefunded()];

    [Fact]
    public void CompletedPurchase_EndsFulfilled_InAnyOrderAndWithAnyDuplicates() => EveryDeliveryEndsIn(OrderState.Fulfilled, Completed);

    [Fact]
    public void RefundedPurchase_EndsCancelled_InAnyOrderAndWithAnyDuplicates() => EveryDeliveryEndsIn(OrderState.Cancelled, Refunded);

    [Fact]
    public void LateUserCreated_FindsTheTombstone() =>
        Assert.Equal(OrderState.Cancelled, Apply([Events.PaymentRefunded(), Events.UserCreated()]));

    [Fact]
    public void OtherEvents_DontConcernOrders() => Assert.Null(OrderTransition.For(Events.PaymentSuccessful()));

    private static void EveryDeliveryEndsIn(OrderState expected, PurchaseEvent[] events) =>
        Gen.Shuffle<PurchaseEvent>((PurchaseEvent[])[.. events, .. events, .. events]).Sample(delivery => Assert.Equal(expected, Apply(delivery)));

    private static OrderState? Apply(IEnumerable<PurchaseEvent> delivery) => delivery
        .Select(OrderTransition.For)
        .Aggregate((OrderState?)null, (state, transition) =>
            transition is not null && (state is null || transition.From.Contains(state.Value)) ? transition.To : state);
}
