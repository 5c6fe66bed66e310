using Contracts;
using CrmSync.Contacts;
using Platform.Email;

namespace Services.Tests.Support;

/// <summary>Stands for the contacts table: the same conditions, in memory.</summary>
internal sealed class InMemoryContacts(TimeProvider time) : IContacts
{
    private readonly Dictionary<string, Known> known = [];
    private readonly Lock gate = new();

    public Task RecordAsync(EmailAddress email, PurchaseEvent purchaseEvent, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (!known.TryGetValue(email.Normalized, out var contact))
                known[email.Normalized] = contact = new Known();
            var purchase = contact.Purchases.GetValueOrDefault(purchaseEvent.PurchaseId)
                ?? new KnownPurchase(purchaseEvent.ProductId, new HashSet<string>());
            var events = purchase.Events.ToHashSet();
            if (!events.Add(purchaseEvent.GetType().Name))
                return Task.CompletedTask;
            contact.Purchases[purchaseEvent.PurchaseId] = purchase with { Events = events };
            contact.UserId = purchaseEvent.UserId ?? contact.UserId;
            contact.Version++;
        }
        return Task.CompletedTask;
    }

    public Task<Turn> TakeTurnAsync(EmailAddress email, CancellationToken cancellation)
    {
        lock (gate)
        {
            var contact = known[email.Normalized];
            if (contact.Synced == contact.Version)
                return Task.FromResult<Turn>(new Turn.UpToDate());
            if (contact.LeaseUntil >= time.GetUtcNow())
                return Task.FromResult<Turn>(new Turn.Taken());
            contact.LeaseUntil = time.GetUtcNow() + TimeSpan.FromSeconds(15);
            return Task.FromResult<Turn>(new Turn.Mine(
                new Contact([.. contact.Purchases.Values], contact.UserId, contact.Version), contact.LeaseUntil.Value));
        }
    }

    public Task EndTurnAsync(EmailAddress email, Turn.Mine turn, string crmId, CancellationToken cancellation)
    {
        lock (gate)
        {
            var contact = known[email.Normalized];
            if (contact.LeaseUntil == turn.LeaseUntil)
                (contact.Synced, contact.LeaseUntil) = (turn.Contact.Version, null);
        }
        return Task.CompletedTask;
    }

    private sealed class Known
    {
        public Dictionary<string, KnownPurchase> Purchases { get; } = [];

        public string? UserId { get; set; }

        public long Version { get; set; }

        public long Synced { get; set; }

        public DateTimeOffset? LeaseUntil { get; set; }
    }
}
