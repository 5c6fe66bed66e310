using Platform.Email;

namespace UserDirectory.CreateUser;

/// <summary>The users table as the handler sees it. A write returns null when something it relied on has changed.</summary>
public interface IUsers
{
    /// <summary>What is known of the purchase, and which user has the address (null without an address).</summary>
    Task<(Entitlement? Entitlement, string? UserId)> FindAsync(string purchaseId, EmailAddress? email, CancellationToken cancellation);

    /// <summary>Stores a decision that concerns no user.</summary>
    Task<Entitlement?> StoreAsync(Entitlement entitlement, CancellationToken cancellation);

    /// <summary>Gives the product to a user who exists.</summary>
    Task<Entitlement?> GrantAsync(Entitlement entitlement, string productId, CancellationToken cancellation);

    /// <summary>Creates the user and gives the product, at once.</summary>
    Task<Entitlement?> CreateAsync(Entitlement entitlement, string productId, EmailAddress email, CancellationToken cancellation);

    /// <summary>Takes the product back; the user stays.</summary>
    Task<Entitlement?> RevokeAsync(Entitlement granted, CancellationToken cancellation);
}
