using Contracts;
using CrmSync;
using CrmSync.Contacts;
using CrmSync.Crm;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Platform.Email;
using Services.Tests.Support;

namespace Services.Tests.CrmSync;

public class CrmSyncTests
{
    /// <summary>One buyer: a purchase that was delivered, one that was refunded after delivery, one under way.</summary>
    private static readonly PurchaseEvent[] History =
    [
        Events.PaymentSuccessful(), Events.UserCreated(), Events.PurchaseCompleted(),
        Of("pur_2", Events.PaymentSuccessful()), Of("pur_2", Events.PurchaseCompleted()), Of("pur_2", Events.UserCreationFailed()),
        Of("pur_2", Events.PaymentRefunded()), Of("pur_3", Events.PaymentSuccessful()),
    ];

    [Fact]
    public async Task Contact_FollowsThePurchase()
    {
        var (handler, crm) = Sync();
        var seen = new List<BuyerStatus>();
        foreach (var purchaseEvent in new PurchaseEvent[] { Events.PaymentSuccessful(), Events.PurchaseCompleted(), Events.PaymentRefunded() })
        {
            Assert.Null(await handler.HandleAsync(purchaseEvent, default));
            seen.Add(crm.Contacts[Events.Email].Status);
        }

        Assert.Equal([BuyerStatus.Buying, BuyerStatus.Customer, BuyerStatus.Former], seen);
        Assert.Equal("usr_1", crm.Contacts[Events.Email].UserId);
    }

    /// <summary>A backfill sends everything again, and the CRM's limits are not used up by it.</summary>
    [Fact]
    public async Task EventsThatAreKnown_CallNobody()
    {
        var (handler, crm) = Sync();
        foreach (var purchaseEvent in History)
            await handler.HandleAsync(purchaseEvent, default);
        var calls = crm.Calls;

        foreach (var purchaseEvent in Enumerable.Reverse(History))
            await handler.HandleAsync(purchaseEvent, default);

        Assert.Equal(calls, crm.Calls);
    }

    /// <summary>Each event at least once, in any order, some again, in batches that are worked on at once, with calls of any length.</summary>
    [Fact]
    public Task Contact_IsTheSame_WhateverTheOrderOfEventsAndCalls() =>
        Gen.Select(Gen.Shuffle(History), Gen.Int[0, History.Length - 1].Array[0, 6], Gen.Int[1, 5], Gen.Int[0, 30].Array[5]).SampleAsync(
            async (once, again, batch, latencies) =>
            {
                var crm = new RecordingCrm(latencies);
                var handler = Handler(new InMemoryContacts(TimeProvider.System), crm, TimeProvider.System);
                foreach (var together in once.Concat(again.Select(index => History[index])).Chunk(batch))
                    await Task.WhenAll(together.Select(purchaseEvent => handler.HandleAsync(purchaseEvent, default)));

                var contact = crm.Contacts[Events.Email];
                Assert.Equal((BuyerStatus.Customer, 1, "usr_1"), (contact.Status, contact.Purchases, contact.UserId));
                Assert.Equal(["prod_premium_tier"], contact.Products);
            },
            iter: 50, threads: 1);

    [Fact]
    public async Task WhatIsLearntWhileTheCrmIsCalled_ReachesItToo()
    {
        var contacts = new InMemoryContacts(TimeProvider.System);
        var crm = new RecordingCrm();
        crm.Meanwhile = () =>
        {
            crm.Meanwhile = null;
            return contacts.RecordAsync(EmailAddress.Parse(Events.Email), Events.PurchaseCompleted(), default);
        };

        await Handler(contacts, crm, TimeProvider.System).HandleAsync(Events.PaymentSuccessful(), default);

        Assert.Equal((BuyerStatus.Customer, 2), (crm.Contacts[Events.Email].Status, crm.Calls));
    }

    /// <summary>The call may still be on its way when its caller gives up: the next one waits until the lease is over.</summary>
    [Fact]
    public async Task FailedCall_FailsTheEvent_AndALaterDeliveryMakesUpForIt()
    {
        var time = new FakeTimeProvider();
        var crm = new RecordingCrm { Error = new CrmException("The CRM did not answer in time.") };
        var handler = Handler(new InMemoryContacts(time), crm, time);
        await Assert.ThrowsAsync<CrmException>(() => handler.HandleAsync(Events.PurchaseCompleted(), default));
        crm.Error = null;

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(8), time);
        var tooEarly = handler.HandleAsync(Events.PurchaseCompleted(), deadline.Token);
        time.Advance(TimeSpan.FromSeconds(8));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tooEarly);
        Assert.Empty(crm.Contacts);

        time.Advance(TimeSpan.FromSeconds(8));
        await handler.HandleAsync(Events.PurchaseCompleted(), default);
        Assert.Equal(BuyerStatus.Customer, crm.Contacts[Events.Email].Status);
    }

    private static (Handler Handler, RecordingCrm Crm) Sync()
    {
        var crm = new RecordingCrm();
        return (Handler(new InMemoryContacts(TimeProvider.System), crm, TimeProvider.System), crm);
    }

    private static Handler Handler(IContacts contacts, RecordingCrm crm, TimeProvider time) =>
        new(contacts, _ => ValueTask.FromResult<ICrm>(crm), time, NullLogger.Instance);

    private static PurchaseEvent Of(string purchaseId, PurchaseEvent purchaseEvent) => purchaseEvent with { PurchaseId = purchaseId };
}
