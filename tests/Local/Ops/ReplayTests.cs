using System.Text.Json;
using Contracts;
using Local.Ops.Aws;
using Local.Ops.Replay;

namespace Local.Tests.Ops;

/// <summary>What is told again, in which form, and what is refused.</summary>
public sealed class ReplayTests
{
    private static readonly DateTimeOffset Paid = Given.Now.AddDays(-2);

    private static readonly PlatformMap Map = new("", "", new Dictionary<string, string>(), new Dictionary<string, string>(),
    [
        new("user-directory-subscription", "user-directory-subscription-dlq", "CreateUser", ["PaymentSuccessful", "UserCreationFailed"]),
        new("billing-subscription", "billing-subscription-dlq", "RefundPayment", ["UserCreationFailed"]),
        new("notification-subscription", "notification-subscription-dlq", "SendEmail", ["PurchaseCompleted", "PaymentRefunded"]),
        new("crm-sync-subscription", "crm-sync-subscription-dlq", "CrmSync", ["*"]),
        new("old-subscription", "old-subscription-dlq", "Old"),
    ], []);

    [Fact]
    public void CompletedPurchase_IsToldInItsOrder_WithTheIdsOfTheOriginals()
    {
        var events = RebuiltEvent.Of(Completed()).Select(@event => EventEnvelope.Parse(@event.Body(isNewUser: true))).ToList();

        Assert.Equal(["PaymentSuccessful", "UserCreated", "PurchaseCompleted"], events.Select(@event => @event.EventName));
        Assert.All(events, @event => Assert.Equal($"{Given.Id}:{@event.EventName}", @event.EventId));
        Assert.Equal([Paid, Paid.AddSeconds(1), Paid.AddSeconds(2)], events.Select(@event => @event.Timestamp));
        Assert.All(events, @event => Assert.Equal(("1-trace", 99.99m), (@event.TraceId, @event.Data!.Amount)));
        Assert.Equal([null, "usr_1", "usr_1"], events.Select(@event => @event.Data!.UserId));
        Assert.True(Assert.IsType<UserCreated>(events[1].Data).IsNewUser);
    }

    /// <summary>The saga writes fields that have no value as null, and consumers may count on finding them.</summary>
    [Fact]
    public void Event_HasEveryFieldOfTheOriginal_AlsoThoseWithoutAValue()
    {
        var purchase = Completed() with { TraceId = null, CodeChallenge = null };
        var bodies = RebuiltEvent.Of(purchase).Select(@event => JsonDocument.Parse(@event.Body(isNewUser: false)).RootElement).ToList();

        Assert.All(bodies, body => Assert.Equal(
            ["eventName", "eventId", "timestamp", "traceId", "data"], body.EnumerateObject().Select(field => field.Name)));
        Assert.Equal(JsonValueKind.Null, bodies[0].GetProperty("data").GetProperty("userId").ValueKind);
        Assert.Equal(JsonValueKind.Null, bodies[1].GetProperty("data").GetProperty("codeChallenge").ValueKind);
    }

    /// <summary>An operator's refund begins with the saga's state NoUser, whoever had the account.</summary>
    [Theory]
    [InlineData(SagaFailure.RefundRequested, null)]
    [InlineData("ConsumerFailed", "usr_1")]
    public void Refund_NamesTheUser_AsTheSagaDid(string reason, string? userId)
    {
        var refund = RebuiltEvent.Of(Refunded() with { FailureReason = reason })[^1];

        var told = Assert.IsType<PaymentRefunded>(EventEnvelope.Parse(refund.Body(null)).Data);

        Assert.Equal((userId, "re_1", reason), (told.UserId, told.RefundId, told.Reason));
    }

    [Fact]
    public void Window_HasItsBeginning_AndNotItsEnd()
    {
        var request = Request("crm-sync-subscription", Paid, Paid.AddSeconds(2));

        var plan = ReplayPlan.For(request, [Completed()]);

        Assert.Equal(["PaymentSuccessful", "UserCreated"], plan.Events.Select(@event => @event.Name));
    }

    /// <summary>Or a new consumer would take it for a purchase.</summary>
    [Fact]
    public void RefundOutsideOfTheWindow_GoesAlong_WithWhatItUndoes()
    {
        var request = Request("crm-sync-subscription", Paid, Paid.AddSeconds(1), "PaymentSuccessful");

        var plan = ReplayPlan.For(request, [Refunded()]);

        Assert.Equal(["PaymentSuccessful", "PaymentRefunded"], plan.Events.Select(@event => @event.Name));
        Assert.Equal(1, plan.Added);
    }

    [Fact]
    public void QueueThatDoesNotHearOfRefunds_IsNotToldOfThem()
    {
        var plan = ReplayPlan.For(Request("user-directory-subscription", Paid, Given.Now), [Refunded()]);

        Assert.Equal(["PaymentSuccessful"], plan.Events.Select(@event => @event.Name));
    }

    [Theory]
    [InlineData(PurchaseStatus.Paid)]
    [InlineData(PurchaseStatus.NeedsAttention)]
    public void UndecidedPurchase_IsLeftToItsSaga(PurchaseStatus status)
    {
        var plan = ReplayPlan.For(Request("crm-sync-subscription", Paid, Given.Now), [Completed() with { Status = status }]);

        Assert.Empty(plan.Events);
        Assert.Equal(1, plan.Undecided);
    }

    [Fact]
    public void EventsOfOnePurchase_StandTogether_TheEarliestPurchaseFirst()
    {
        var later = Completed() with { PurchaseId = "pur_later", PaidAt = Paid.AddMilliseconds(1) };

        var plan = ReplayPlan.For(Request("crm-sync-subscription", Paid, Given.Now), [later, Completed()]);

        Assert.Equal([Given.Id, "pur_later"], plan.Events.Select(@event => @event.Purchase.PurchaseId).Distinct());
        Assert.Equal(Enumerable.Repeat(Given.Id, 3), plan.Events.Take(3).Select(@event => @event.Purchase.PurchaseId));
        Assert.Equal(2, plan.Purchases);
    }

    [Theory]
    [InlineData("crm-sync-subscription", "UserCreationFailed", "no table says when")]
    [InlineData("no-such-queue", "PaymentSuccessful", "There are: user-directory-subscription (PaymentSuccessful);")]
    [InlineData("user-directory-subscription", "PurchaseCompleted", "doesn't hear PurchaseCompleted")]
    [InlineData("billing-subscription", null, "hears nothing that can be rebuilt")]
    [InlineData("old-subscription", "PaymentSuccessful", "older than this kit")]
    public void WhatCanNotBe_IsRefused_WithTheReason(string queue, string? eventName, string reason)
    {
        string[] events = eventName is null ? [] : [eventName];

        var refusal = Assert.Throws<LocalCloudException>(() => Request(queue, Paid, Given.Now, events));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>The letter's record is gone after 60 days, and the customer would be written to again.</summary>
    [Fact]
    public void EventThatTheConsumerHasForgotten_IsRefused()
    {
        var refusal = Assert.Throws<LocalCloudException>(() => Request("notification-subscription", Given.Now.AddDays(-60), Given.Now));

        Assert.Contains("--from 2026-09-25 or later", refusal.Message, StringComparison.Ordinal);
        Request("notification-subscription", new DateTimeOffset(2026, 9, 25, 0, 0, 0, TimeSpan.Zero), Given.Now);
        Request("crm-sync-subscription", Given.Now.AddDays(-600), Given.Now);
    }

    private static ReplayRequest Request(string queue, DateTimeOffset from, DateTimeOffset to, params string[] events) =>
        ReplayRequest.For(events, from, to, queue, Map, Given.Now);

    private static RecordedPurchase Completed() => new(
        Given.Id, PurchaseStatus.Completed, "ann+shop@example.com", "prod_premium_tier", 99.99m, "USD",
        "1-trace", "challenge", "usr_1", null, null, Paid, Paid.AddSeconds(1), Paid.AddSeconds(2), null);

    private static RecordedPurchase Refunded() => Completed() with
    {
        Status = PurchaseStatus.Refunded, RefundId = "re_1", FailureReason = SagaFailure.RefundRequested, RefundedAt = Paid.AddHours(1),
    };
}
