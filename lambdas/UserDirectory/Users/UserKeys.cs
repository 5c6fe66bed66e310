using Platform.Email;

namespace UserDirectory.Users;

/// <summary>
/// The keys of the users table. It holds three kinds of items: a user with the products by purchase, an address which makes itself unique,
/// and a purchase with the decision about it.
/// </summary>
public static class UserKeys
{
    public static string ForUser(string userId) => $"user#{userId}";

    /// <summary>All spellings of one mailbox have one key.</summary>
    public static string ForEmail(EmailAddress email) => $"email#{email.Normalized}";

    public static string ForPurchase(string purchaseId) => $"purchase#{purchaseId}";
}
