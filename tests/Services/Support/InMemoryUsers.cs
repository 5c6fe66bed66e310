using Platform.Email;
using UserDirectory.CreateUser;

namespace Services.Tests.Support;

/// <summary>Stands for the users table: the same conditions, in memory.</summary>
internal sealed class InMemoryUsers : IUsers
{
    private readonly Dictionary<string, string> userOfEmail = [];

    public Dictionary<string, Entitlement> Entitlements { get; } = [];

    /// <summary>The products of each user, by purchase.</summary>
    public Dictionary<string, Dictionary<string, string>> Products { get; } = [];

    public Task<(Entitlement? Entitlement, string? UserId)> FindAsync(string purchaseId, EmailAddress? email, CancellationToken cancellation) =>
        Task.FromResult((Entitlements.GetValueOrDefault(purchaseId), email is null ? null : userOfEmail.GetValueOrDefault(email.Normalized)));

    public Task<Entitlement?> StoreAsync(Entitlement entitlement, CancellationToken cancellation) =>
        Task.FromResult(Entitlements.TryAdd(entitlement.PurchaseId, entitlement) ? entitlement : null);

    public Task<Entitlement?> GrantAsync(Entitlement entitlement, string productId, CancellationToken cancellation)
    {
        if (!Products.TryGetValue(entitlement.UserId!, out var products) || !Entitlements.TryAdd(entitlement.PurchaseId, entitlement))
            return Task.FromResult<Entitlement?>(null);
        products[entitlement.PurchaseId] = productId;
        return Task.FromResult<Entitlement?>(entitlement);
    }

    public Task<Entitlement?> CreateAsync(Entitlement entitlement, string productId, EmailAddress email, CancellationToken cancellation)
    {
        if (Entitlements.ContainsKey(entitlement.PurchaseId) || !userOfEmail.TryAdd(email.Normalized, entitlement.UserId!))
            return Task.FromResult<Entitlement?>(null);
        Entitlements[entitlement.PurchaseId] = entitlement;
        Products[entitlement.UserId!] = new() { [entitlement.PurchaseId] = productId };
        return Task.FromResult<Entitlement?>(entitlement);
    }

    public Task<Entitlement?> RevokeAsync(Entitlement granted, CancellationToken cancellation)
    {
        if (Entitlements[granted.PurchaseId].State != EntitlementState.Granted)
            return Task.FromResult<Entitlement?>(null);
        Products[granted.UserId!].Remove(granted.PurchaseId);
        return Task.FromResult<Entitlement?>(Entitlements[granted.PurchaseId] = granted with { State = EntitlementState.Revoked });
    }
}
