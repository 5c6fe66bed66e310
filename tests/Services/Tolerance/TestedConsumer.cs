using AuthService.Tokens;
using BillingGates.Payments;
using BillingGates.Purchases;
using Contracts;
using CrmSync.Crm;
using Microsoft.Extensions.Logging.Abstractions;
using NotificationService.SendEmail;
using Platform.Events;
using Platform.Metrics;
using Services.Tests.AuthService;
using Services.Tests.Support;
using UserDirectory.CreateUser;

namespace Services.Tests.Tolerance;

/// <summary>A consumer function as its Program.cs composes it, its tables and partners in memory.</summary>
/// <param name="Hears">The events that it reacts to, in an order in which each has an effect.</param>
/// <param name="State">All that it has written, sent and answered, but for what is random.</param>
internal sealed record TestedConsumer(EventConsumer Consumer, IReadOnlyList<PurchaseEvent> Hears, Func<string> State)
{
    /// <summary>New ones, by the name of the function.</summary>
    public static IReadOnlyDictionary<string, Func<TestedConsumer>> All { get; } = new Dictionary<string, Func<TestedConsumer>>
    {
        ["CreateUser"] = CreateUser,
        ["IssueToken"] = IssueToken,
        ["RecordOrder"] = RecordOrder,
        ["SendEmail"] = SendEmail,
        ["RefundPayment"] = RefundPayment,
        ["CrmSync"] = CrmSync,
    };

    private static TestedConsumer CreateUser()
    {
        var users = new InMemoryUsers();
        var policy = new AdmissionPolicy([]);
        return Participant(
            new global::UserDirectory.CreateUser.Handler(users, policy, TimeProvider.System, NullLogger.Instance).HandleAsync,
            nameof(PaymentSuccessful), [Events.PaymentSuccessful(), Events.UserCreationFailed()],
            () => $"{List(users.Entitlements.Values.Select(known => $"{known.PurchaseId} {known.State} {known.IsNewUser}"))}"
                + $" {List(users.Products.Values.SelectMany(products => products.Values))}");
    }

    private static TestedConsumer IssueToken()
    {
        var forge = new Forge();
        var tokens = new InMemoryTokens();
        var mint = new TokenMint(forge.Key, Forge.Issuer, Forge.Audience, TimeSpan.FromMinutes(5), forge.Time);
        return Participant(
            new global::AuthService.IssueToken.Handler(mint, tokens, NullLogger.Instance).HandleAsync, nameof(UserCreated),
            [Events.UserCreated(), Events.UserCreationFailed()],
            () => List(tokens.Items.Values.Select(token => $"{token.LoginId} {token.State} {token.Identity} {token.CodeChallenge}")));
    }

    private static TestedConsumer RefundPayment()
    {
        var (purchases, provider) = (new InMemoryPurchases(), new ScriptedProvider());
        purchases.Items[Events.PurchaseId] = new Purchase(
            Events.PurchaseId, PurchaseStatus.Paid, "fingerprint", default, Events.Email, "prod_premium_tier", 99.99m, "USD",
            "pm_card_visa", default, "eu-west-1", null, null) { PaymentIntentId = "pi_1" };
        var handler = new global::BillingGates.RefundPayment.Handler(
            purchases, _ => ValueTask.FromResult<IPaymentProvider>(provider),
            new CloudWatchMetrics(Stream.Null, "refunds", TimeProvider.System), NullLogger.Instance);
        return Participant(
            handler.HandleAsync, nameof(UserCreationFailed), [Events.UserCreationFailed()],
            () => $"{List(provider.RefundCalls)} {List(purchases.Items.Values.Select(purchase => purchase.Status))}");
    }

    private static TestedConsumer RecordOrder()
    {
        var orders = new InMemoryOrders();
        return Listener(
            new global::OrderService.RecordOrder.Handler(orders, NullLogger.Instance).HandleAsync,
            [Events.UserCreated(), Events.PurchaseCompleted(), Events.PaymentRefunded()], () => List(orders.Items));
    }

    private static TestedConsumer SendEmail()
    {
        var outbox = new Outbox();
        var letters = new Letters("shop@example.com", Forge.Audience);
        return Listener(
            new global::NotificationService.SendEmail.Handler(
                new InMemoryNotifications(), outbox, letters, TimeProvider.System, NullLogger.Instance).HandleAsync,
            [Events.PurchaseCompleted(), Events.PaymentRefunded()],
            () => List(outbox.Sent));
    }

    private static TestedConsumer CrmSync()
    {
        var crm = new RecordingCrm();
        var handler = new global::CrmSync.Handler(
            new InMemoryContacts(TimeProvider.System), _ => ValueTask.FromResult<ICrm>(crm), TimeProvider.System, NullLogger.Instance);
        return Listener(
            handler.HandleAsync,
            [
                Events.PaymentSuccessful(), Events.UserCreated(), Events.PurchaseCompleted(), Events.UserCreationFailed(),
                Events.PaymentRefunded(),
            ],
            () => $"{crm.Calls} {List(crm.Contacts.Select(known => $"{known.Key} {known.Value} {List(known.Value.Products)}"))}");
    }

    private static TestedConsumer Participant(EventReaction react, string answers, IReadOnlyList<PurchaseEvent> hears, Func<string> state)
    {
        var saga = new RecordingStepFunctions();
        var consumer = new EventConsumer(react, new SagaParticipant(saga, answers, NullLogger.Instance), 5, NullLogger.Instance);
        return new(consumer, hears, () => $"{state()}, answers {saga.Successes.Count} {List(saga.Failures)}");
    }

    private static TestedConsumer Listener(EventReaction react, IReadOnlyList<PurchaseEvent> hears, Func<string> state) =>
        new(new EventConsumer(react, participant: null, 5, NullLogger.Instance), hears, state);

    private static string List<T>(IEnumerable<T> values) => string.Join(", ", values);
}
