using CrmSync.Contacts;
using Microsoft.Extensions.Time.Testing;
using Platform.Email;
using Services.Tests.Support;

namespace Services.Tests.CrmSync;

/// <summary>What the contacts promise. The table and its fake run the same tests.</summary>
public abstract class ContactsContract
{
    private readonly EmailAddress email = EmailAddress.Parse($"buyer-{Guid.NewGuid():n}@example.com");

    protected FakeTimeProvider Time { get; } = new(DateTimeOffset.Parse("2026-11-23T10:00:00Z", null));

    protected abstract IContacts Contacts { get; }

    [Fact]
    public async Task Turn_BeginsWithEverythingThatIsKnown()
    {
        await Contacts.RecordAsync(email, Events.PaymentSuccessful(), default);
        await Contacts.RecordAsync(email, Events.PaymentSuccessful(purchaseId: "pur_other"), default);
        await Contacts.RecordAsync(email, Events.UserCreated(), default);

        var contact = (await TakeAsync()).Contact;

        Assert.Equal(
            ["PaymentSuccessful", "PaymentSuccessful UserCreated"],
            contact.Purchases.Select(purchase => string.Join(' ', purchase.Events.Order())).Order());
        Assert.All(contact.Purchases, purchase => Assert.Equal("prod_premium_tier", purchase.ProductId));
        Assert.Equal("usr_1", contact.UserId);
    }

    [Fact]
    public async Task KnownEvent_ChangesNothing()
    {
        await Contacts.RecordAsync(email, Events.PurchaseCompleted(), default);
        await Contacts.EndTurnAsync(email, await TakeAsync(), "101", default);
        await Contacts.RecordAsync(email, Events.PurchaseCompleted(), default);

        Assert.IsType<Turn.UpToDate>(await Contacts.TakeTurnAsync(email, default));
    }

    [Fact]
    public async Task OfManyAtOnce_OneHasTheTurn()
    {
        await Contacts.RecordAsync(email, Events.PaymentSuccessful(), default);

        var turns = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Contacts.TakeTurnAsync(email, default)));

        Assert.Single(turns.OfType<Turn.Mine>());
        Assert.Equal(9, turns.OfType<Turn.Taken>().Count());
    }

    [Fact]
    public async Task TurnOfADeadProcess_PassesOn_AndCanNotBeEndedAnyMore()
    {
        await Contacts.RecordAsync(email, Events.PaymentSuccessful(), default);
        var lost = await TakeAsync();
        Time.Advance(TimeSpan.FromSeconds(14));
        Assert.IsType<Turn.Taken>(await Contacts.TakeTurnAsync(email, default));
        Time.Advance(TimeSpan.FromSeconds(2));
        await TakeAsync();

        await Contacts.EndTurnAsync(email, lost, "101", default);

        Assert.IsType<Turn.Taken>(await Contacts.TakeTurnAsync(email, default));
    }

    [Fact]
    public async Task EventDuringATurn_LeavesAnotherTurn()
    {
        await Contacts.RecordAsync(email, Events.PaymentSuccessful(), default);
        var turn = await TakeAsync();
        await Contacts.RecordAsync(email, Events.UserCreated(), default);

        await Contacts.EndTurnAsync(email, turn, "101", default);

        Assert.Equal(2, Assert.Single((await TakeAsync()).Contact.Purchases).Events.Count);
    }

    [Fact]
    public async Task SpellingsOfAnAddress_AreOneContact()
    {
        await Contacts.RecordAsync(EmailAddress.Parse(email.Value.ToUpperInvariant()), Events.PaymentSuccessful(), default);

        Assert.Single((await TakeAsync()).Contact.Purchases);
    }

    private async Task<Turn.Mine> TakeAsync() => Assert.IsType<Turn.Mine>(await Contacts.TakeTurnAsync(email, default));
}
