namespace Local.Proof;

/// <summary>What all books together say of one purchase, once nothing moves any more.</summary>
internal sealed record PurchaseBooks(string PurchaseId)
{
    /// <summary>The purchase's status; null when the shop has never heard of it.</summary>
    public string? Status { get; init; }

    /// <summary>The amounts that the payment provider took, in minor units.</summary>
    public IReadOnlyList<long> Charges { get; init; } = [];

    /// <summary>The amounts that the payment provider gave back, in minor units.</summary>
    public IReadOnlyList<long> Refunds { get; init; } = [];

    /// <summary>Refunds that the provider has accepted and not finished.</summary>
    public int PendingRefunds { get; init; }

    /// <summary>The directory's decision: GRANTED, REFUSED, REVOKED, or null.</summary>
    public string? Entitlement { get; init; }

    /// <summary>Whether a user has the product by this purchase.</summary>
    public bool UserHasProduct { get; init; }

    /// <summary>The order's state: OPEN, FULFILLED, CANCELLED, or null.</summary>
    public string? Order { get; init; }

    /// <summary>The login's state: ISSUED, REDEEMED, WITHDRAWN, or null.</summary>
    public string? Login { get; init; }

    public int WelcomeLetters { get; init; }

    public int RefundLetters { get; init; }

    /// <summary>Letters may have gone out twice: a fault hit the window between the mail service and the record of it.</summary>
    public bool LetterWindowWasHit { get; init; }
}

/// <summary>The three ends that a purchase may come to.</summary>
internal enum Outcome
{
    NeverCharged,
    Delivered,
    Refunded,
}
