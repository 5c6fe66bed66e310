using Cdk.Constructs;
using Contracts;

namespace Cdk;

/// <summary>The way of an event: the saga publishes it, the queue receives it, the function reacts.</summary>
/// <param name="Queue">The name of the queue; its dead-letter queue has the suffix <c>-dlq</c>.</param>
/// <param name="Function">The function by the folder of its project below lambdas/.</param>
public sealed record Hop(string Event, string Queue, string Function);

/// <summary>The map of the platform: which event goes to which queue and function, in the order a purchase meets them.</summary>
public static class PurchaseEvents
{
    public static IReadOnlyList<Hop> Hops { get; } =
    [
        new(nameof(PaymentSuccessful), "user-directory-subscription", "UserDirectory/CreateUser"),

        new(nameof(UserCreated), "auth-service-subscription", "AuthService/IssueToken"),
        new(nameof(UserCreated), "order-service-subscription", "OrderService/RecordOrder"),

        new(nameof(PurchaseCompleted), "order-service-subscription", "OrderService/RecordOrder"),
        new(nameof(PurchaseCompleted), "notification-subscription", "NotificationService/SendEmail"),

        new(nameof(UserCreationFailed), "billing-subscription", "BillingGates/RefundPayment"),
        new(nameof(UserCreationFailed), "user-directory-subscription", "UserDirectory/CreateUser"),
        new(nameof(UserCreationFailed), "auth-service-subscription", "AuthService/IssueToken"),

        new(nameof(PaymentRefunded), "order-service-subscription", "OrderService/RecordOrder"),
        new(nameof(PaymentRefunded), "notification-subscription", "NotificationService/SendEmail"),
    ];

    /// <summary>The queue of a function, and the events that it subscribes to.</summary>
    internal static Hearing HeardBy(string function)
    {
        var hops = Hops.Where(hop => hop.Function == function).ToList();
        return new(hops.Select(hop => hop.Queue).Distinct().Single(), [.. hops.Select(hop => hop.Event)]);
    }
}
