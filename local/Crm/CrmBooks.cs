using System.Globalization;
using Local.Data;

namespace Local.Crm;

/// <summary>A contact of the sandbox's one account.</summary>
/// <param name="Writes">How often it was written, its creation included: shows what a repeated delivery costs.</param>
public sealed record CrmContact(
    string Id, IReadOnlyDictionary<string, string> Properties, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, int Writes);

/// <summary>All contacts, by address. Addresses are compared without regard to case and kept in lower case, as HubSpot does.</summary>
internal sealed class CrmBooks
{
    private readonly Dictionary<string, CrmContact> contacts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Documents<CrmContact> kept;
    private readonly TimeProvider clock;
    private readonly Lock gate = new();

    public CrmBooks(DataFolder data, TimeProvider clock)
    {
        (this.clock, kept) = (clock, data.Documents<CrmContact>("crm"));
        foreach (var (email, contact) in kept.Earlier)
            contacts[email] = contact;
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<CrmContact> All
    {
        get
        {
            lock (gate)
                return [.. contacts.Values.OrderBy(contact => contact.CreatedAt).ThenBy(contact => contact.Id, StringComparer.Ordinal)];
        }
    }

    public CrmContact? ByEmail(string email)
    {
        lock (gate)
            return contacts.GetValueOrDefault(email);
    }

    public CrmContact? ById(string id) => All.FirstOrDefault(contact => contact.Id == id);

    /// <summary>Creates the contact or changes the given properties of it, and no others.</summary>
    public (CrmContact Contact, bool IsNew) Upsert(string email, IReadOnlyDictionary<string, string> properties)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var earlier = contacts.GetValueOrDefault(email);
            var contact = earlier ?? new CrmContact(NextId(), new Dictionary<string, string>(), now, now, 0);
            var merged = new Dictionary<string, string>(contact.Properties) { ["email"] = LowerCase(email) };
            foreach (var (name, value) in properties.Where(property => property.Key != "email"))
                merged[name] = value;
            contact = contact with { Properties = merged, UpdatedAt = now, Writes = contact.Writes + 1 };
            kept.Put(LowerCase(email), contact);
            contacts[email] = contact;
            return (contact, earlier is null);
        }
    }

    private string NextId() => (contacts.Count + 101).ToString(CultureInfo.InvariantCulture);

#pragma warning disable CA1308 // Normalize strings to uppercase: HubSpot keeps addresses in lower case
    private static string LowerCase(string email) => email.ToLowerInvariant();
#pragma warning restore CA1308
}
