using CrmSync.Contacts;
using Platform.Email;

namespace CrmSync.Crm;

/// <summary>The CRM as the handler sees it.</summary>
public interface ICrm
{
    /// <summary>Creates the contact of an address, or updates it. The same call again changes nothing.</summary>
    /// <returns>The CRM's identifier of the contact.</returns>
    /// <exception cref="CrmException">The CRM did not take it, or nobody knows whether it did.</exception>
    Task<string> UpsertAsync(EmailAddress email, ContactProfile profile, CancellationToken cancellation);
}

/// <summary>The CRM can't be relied on to know the contact. The message holds no personal data.</summary>
public sealed class CrmException(string message, Exception? inner = null) : Exception(message, inner);
