using Contracts;
using Platform.Email;

namespace CrmSync.Contacts;

/// <summary>Whose turn it is to write a contact to the CRM: one at a time, or an older state could overwrite a newer one there.</summary>
public abstract record Turn
{
    private Turn() { }

    /// <summary>This caller's, until the lease ends.</summary>
    public sealed record Mine(Contact Contact, DateTimeOffset LeaseUntil) : Turn;

    /// <summary>Another caller is writing, or was when its process ended.</summary>
    public sealed record Taken : Turn;

    /// <summary>Nobody's: the CRM knows everything.</summary>
    public sealed record UpToDate : Turn;
}

/// <summary>What this service knows of contacts, as the handler sees it.</summary>
public interface IContacts
{
    /// <summary>Adds an event to what is known. Changes nothing when the event is known.</summary>
    Task RecordAsync(EmailAddress email, PurchaseEvent purchaseEvent, CancellationToken cancellation);

    Task<Turn> TakeTurnAsync(EmailAddress email, CancellationToken cancellation);

    /// <summary>Ends a turn: the CRM knows what the turn began with.</summary>
    /// <param name="crmId">The CRM's identifier of the contact.</param>
    Task EndTurnAsync(EmailAddress email, Turn.Mine turn, string crmId, CancellationToken cancellation);
}
