namespace Contracts;

// The events in the order a purchase meets them.

/// <summary>The charge went through. UserDirectory answers with a user, or refuses.</summary>
public sealed record PaymentSuccessful : PurchaseEvent;

/// <summary>The purchase has a user, new or known. AuthService answers with a login token.</summary>
public sealed record UserCreated : PurchaseEvent
{
    /// <summary>False when the buyer was a customer already.</summary>
    public bool IsNewUser { get; init; }

    /// <summary>What the login token of this purchase is bound to; see <see cref="TakePayment"/>.</summary>
    public string? CodeChallenge { get; init; }
}

/// <summary>The purchase has a user, an order and a login: nothing can undo it any more.</summary>
public sealed record PurchaseCompleted : PurchaseEvent;

/// <summary>No account could be given. BillingGates answers with the refund.</summary>
public sealed record UserCreationFailed : PurchaseEvent
{
    /// <summary>The reason when the directory does not admit the buyer.</summary>
    public const string UserRefused = nameof(UserRefused);

    /// <summary>The stable error name of what failed, for instance <see cref="UserRefused"/>.</summary>
    public required string Reason { get; init; }
}

/// <summary>The money went back. The compensation is complete.</summary>
public sealed record PaymentRefunded : PurchaseEvent
{
    /// <summary>The refund, by the payment provider's identifier.</summary>
    public required string RefundId { get; init; }

    /// <summary>The stable error name of what made the saga compensate; see <see cref="UserCreationFailed.Reason"/>.</summary>
    public string? Reason { get; init; }
}
