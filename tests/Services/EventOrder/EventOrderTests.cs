using AuthService.Tokens;
using Contracts;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using NotificationService.SendEmail;
using OrderService.RecordOrder;
using Platform.Events;
using Services.Tests.AuthService;
using Services.Tests.Support;
using UserDirectory.CreateUser;
using CreateUserHandler = UserDirectory.CreateUser.Handler;
using IssueTokenHandler = AuthService.IssueToken.Handler;
using RecordOrderHandler = OrderService.RecordOrder.Handler;
using SendEmailHandler = NotificationService.SendEmail.Handler;

namespace Services.Tests.EventOrder;

/// <summary>
/// The events of one purchase, in any order, any of them any number of times, any of them held back until after the compensation:
/// what the services come to is always the same.
/// </summary>
public class EventOrderTests
{
    private static readonly PurchaseEvent Paid = Events.PaymentSuccessful();
    private static readonly PurchaseEvent Created = Events.UserCreated();
    private static readonly PurchaseEvent Completed = Events.PurchaseCompleted();
    private static readonly PurchaseEvent Failed = Events.UserCreationFailed();
    private static readonly PurchaseEvent Refunded = Events.PaymentRefunded();

    [Fact]
    public Task CompletedPurchase_IsDelivered_WhateverTheOrder() => Sample([Paid, Created, Completed], services =>
    {
        var entitlement = services.Users.Entitlements[Events.PurchaseId];
        Assert.Equal(EntitlementState.Granted, entitlement.State);
        Assert.Equal([Events.PurchaseId], services.Users.Products[entitlement.UserId!].Keys);
        Assert.Equal(OrderState.Fulfilled, services.Orders.Items[Events.PurchaseId]);
        Assert.Equal(LoginTokenState.Issued, services.Tokens.Items[Events.PurchaseId].State);
        Assert.Equal(["welcome-receipt"], services.Outbox.Sent.Select(letter => letter.Kind));
    });

    /// <summary>The directory failed: no user was ever told of.</summary>
    [Fact]
    public Task RefundedPurchase_LeavesNothing_WhateverTheOrder() => Sample([Paid, Failed, Refunded], LeavesNothing);

    /// <summary>The token service failed: the user had been there, and the order open.</summary>
    [Fact]
    public Task PurchaseRefundedLate_LeavesNothing_WhateverTheOrder() => Sample([Paid, Created, Failed, Refunded], LeavesNothing);

    /// <summary>An operator's refund: everything had been delivered.</summary>
    [Fact]
    public Task PurchaseRefundedAfterItsCompletion_LeavesNothing_WhateverTheOrder() =>
        Sample([Paid, Created, Completed, Failed, Refunded], LeavesNothing);

    /// <summary>Every way to hold a suffix of the events back, delivered after the compensation is over.</summary>
    [Fact]
    public async Task EventsThatComeAfterTheCompensation_ChangeNothing()
    {
        PurchaseEvent[] before = [Paid, Created, Completed];
        for (var held = 0; held <= before.Length; held++)
        {
            var services = new AllServices();
            await services.ReceiveAsync([.. before[..^held], Failed, Refunded]);
            var settled = services.Describe();

            await services.ReceiveAsync(before[^held..]);

            LeavesNothing(services);
            // A letter of welcome that was late is still sent; nothing else moves.
            Assert.Equal(settled, services.Describe());
        }
    }

    private static void LeavesNothing(AllServices services)
    {
        Assert.Equal(EntitlementState.Revoked, services.Users.Entitlements[Events.PurchaseId].State);
        Assert.All(services.Users.Products.Values, Assert.Empty);
        Assert.Equal(OrderState.Cancelled, services.Orders.Items[Events.PurchaseId]);
        Assert.Equal(LoginTokenState.Withdrawn, services.Tokens.Items[Events.PurchaseId].State);
        Assert.Single(services.Outbox.Sent, letter => letter.Kind == "refund-notice");
    }

    /// <summary>Delivers each event at least once, in any order.</summary>
    private static Task Sample(PurchaseEvent[] events, Action<AllServices> holds) =>
        Gen.Select(Gen.Shuffle(events), Gen.Int[0, events.Length - 1].Select(index => events[index]).Array[0, 6], Gen.Int[0, 100].Array[6]).SampleAsync(async (once, again, at) =>
        {
            var deliveries = once.ToList();
            for (var i = 0; i < again.Length; i++)
                deliveries.Insert(at[i] % (deliveries.Count + 1), again[i]);
            var services = new AllServices();
            await services.ReceiveAsync(deliveries);
            holds(services);
        });

    /// <summary>The consumers of all events, their tables in memory.</summary>
    private sealed class AllServices
    {
        private readonly EventReaction[] consumers;

        public AllServices()
        {
            var forge = new Forge();
            var mint = new TokenMint(forge.Key, Forge.Issuer, Forge.Audience, TimeSpan.FromMinutes(5), forge.Time);
            consumers =
            [
                new CreateUserHandler(Users, new AdmissionPolicy([]), forge.Time, NullLogger.Instance).HandleAsync,
                new IssueTokenHandler(mint, Tokens, NullLogger.Instance).HandleAsync,
                new RecordOrderHandler(Orders, NullLogger.Instance).HandleAsync,
                new SendEmailHandler(
                    new InMemoryNotifications(), Outbox, new Letters("shop@example.com", Forge.Audience), forge.Time, NullLogger.Instance).HandleAsync,
            ];
        }

        public InMemoryUsers Users { get; } = new();

        public InMemoryTokens Tokens { get; } = new();

        public InMemoryOrders Orders { get; } = new();

        public Outbox Outbox { get; } = new();

        public async Task ReceiveAsync(IEnumerable<PurchaseEvent> events)
        {
            foreach (var purchaseEvent in events)
            {
                foreach (var consumer in consumers)
                    await consumer(purchaseEvent, CancellationToken.None);
            }
        }

        /// <summary>The state of everything but the letters.</summary>
        public string Describe() =>
            $"{Users.Entitlements[Events.PurchaseId].State} {Orders.Items[Events.PurchaseId]} {Tokens.Items[Events.PurchaseId].State}";
    }
}
