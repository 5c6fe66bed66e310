namespace UserDirectory.CreateUser;

/// <summary>What a purchase has given, or has been denied. It outlives the decision, so that late events find it.</summary>
/// <param name="UserId">Null when the purchase never had a user.</param>
public sealed record Entitlement(string PurchaseId, EntitlementState State, string? UserId, bool IsNewUser);

public enum EntitlementState
{
    /// <summary>The user has the product.</summary>
    Granted,

    /// <summary>The buyer may not become a user.</summary>
    Refused,

    /// <summary>Compensated. Also written when the compensation comes first: the tombstone that a late PaymentSuccessful finds.</summary>
    Revoked,
}

/// <summary>What to do about a purchase, given what is known of it and of the buyer.</summary>
public abstract record GrantDecision
{
    private GrantDecision() { }

    /// <summary>Decided before: say the same again.</summary>
    public sealed record AsBefore(Entitlement Entitlement) : GrantDecision;

    public sealed record Refuse : GrantDecision;

    /// <summary>The buyer is a customer already and gains the product.</summary>
    public sealed record GrantToKnownUser(string UserId) : GrantDecision;

    public sealed record CreateUser : GrantDecision;

    public static GrantDecision For(Entitlement? existing, string? knownUserId, bool admitted) => (existing, knownUserId) switch
    {
        (not null, _) => new AsBefore(existing),
        _ when !admitted => new Refuse(),
        (_, not null) => new GrantToKnownUser(knownUserId),
        _ => new CreateUser(),
    };
}
