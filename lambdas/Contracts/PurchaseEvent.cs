namespace Contracts;

/// <summary>What every event of a purchase tells, whatever happened. Fields may be added, never renamed or removed.</summary>
public abstract record PurchaseEvent
{
    /// <summary>Identifies the purchase; also the name of its saga execution.</summary>
    public required string PurchaseId { get; init; }

    /// <summary>The user's identifier, or null as long as no user is known for this purchase.</summary>
    public string? UserId { get; init; }

    /// <summary>The buyer's address as given at the checkout. Personal data: it stays out of logs.</summary>
    public required string CustomerEmail { get; init; }

    /// <summary>What was bought, by its identifier in the shop.</summary>
    public required string ProductId { get; init; }

    /// <summary>The price in units of <see cref="Currency"/> (99.99 is ninety-nine dollars and ninety-nine cents).</summary>
    public required decimal Amount { get; init; }

    /// <summary>ISO 4217 code in upper case.</summary>
    public required string Currency { get; init; }
}
