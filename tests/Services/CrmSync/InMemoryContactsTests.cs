using CrmSync.Contacts;
using Services.Tests.Support;

namespace Services.Tests.CrmSync;

/// <summary>The fake keeps the contract as well: other tests rely on it.</summary>
public sealed class InMemoryContactsTests : ContactsContract
{
    public InMemoryContactsTests() => Contacts = new InMemoryContacts(Time);

    protected override IContacts Contacts { get; }
}
