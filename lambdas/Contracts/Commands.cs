namespace Contracts;

/// <summary>Bff asks BillingGates to charge for one checkout. Safe to repeat: the idempotency key decides what it is.</summary>
/// <param name="IdempotencyKey">The client's key, 1 to 255 characters. The purchase's identifier derives from it.</param>
/// <param name="PaymentMethod">The provider's payment method, for instance <c>pm_card_visa</c>.</param>
public sealed record TakePayment(string IdempotencyKey, string ProductId, string CustomerEmail, string PaymentMethod, string? TraceId);

/// <summary>How a checkout ended.</summary>
public enum PaymentOutcome
{
    /// <summary>The purchase exists; its status says whether the charge is known already.</summary>
    Accepted,

    /// <summary>The provider declined; nothing was charged.</summary>
    Declined,

    /// <summary>The idempotency key was used with another request before.</summary>
    KeyReused,

    /// <summary>The same request is being handled at this moment.</summary>
    InFlight,

    /// <summary>The catalog has no such product.</summary>
    UnknownProduct,

    /// <summary>The payment provider refused the request itself, for instance an unknown payment method. Nothing was charged.</summary>
    InvalidPaymentMethod,
}

/// <summary>BillingGates' answer to <see cref="TakePayment"/>.</summary>
/// <param name="StatusToken">The secret that the status of this purchase needs.</param>
/// <param name="DeclineCode">The provider's decline code, when declined.</param>
public sealed record PaymentAnswer(
    PaymentOutcome Outcome, string? PurchaseId = null, PurchaseStatus? Status = null, string? StatusToken = null, string? DeclineCode = null);

/// <summary>Bff asks BillingGates for a purchase on behalf of a bearer of its status token.</summary>
public sealed record ShowPurchase(string PurchaseId, string StatusToken);

/// <summary>The answer to <see cref="ShowPurchase"/>; <see cref="Purchase"/> is null for an unknown id as for a wrong token.</summary>
public sealed record PurchaseAnswer(PurchaseView? Purchase);

/// <summary>What the buyer may know of a purchase.</summary>
public sealed record PurchaseView(string PurchaseId, PurchaseStatus Status, string ProductId, decimal Amount, string Currency);

/// <summary>Bff asks AuthService for the login link of a completed purchase.</summary>
public sealed record OfferLogin(string PurchaseId);

/// <summary>The answer to <see cref="OfferLogin"/>; <see cref="Login"/> is null when there is none to offer.</summary>
public sealed record LoginAnswer(LoginLink? Login);

/// <summary>A link that logs the buyer in once, until it expires.</summary>
public sealed record LoginLink(string Url, DateTimeOffset ExpiresAt);
