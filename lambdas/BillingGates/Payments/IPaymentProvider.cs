namespace BillingGates.Payments;

/// <summary>Moves money. Every call is safe to repeat: a purchase's charge and its refund have idempotency keys derived from the purchase.</summary>
/// <remarks>
/// Failures are results, not exceptions: what the caller may do next depends on whether money moved, and "unknown" is one of the answers.
/// Only cancellation by the caller's own token throws.
/// </remarks>
public interface IPaymentProvider
{
    /// <summary>Charges once for a purchase. A repetition must carry the same values: the provider compares them.</summary>
    Task<ChargeResult> ChargeAsync(ChargeRequest request, CancellationToken cancellation);

    /// <summary>Returns all that is left of a purchase's charge. A refund made earlier, by whatever means, is answered with that refund.</summary>
    Task<RefundResult> RefundAsync(RefundRequest request, CancellationToken cancellation);

    /// <summary>Asks what became of a purchase's charge, without charging.</summary>
    /// <returns>
    /// Null when the provider has no charge attempt for the purchase in the window. Certain for attempts more than two hours old; a younger one
    /// may be missed in a busy shop. The charge's idempotency key makes up for that: a void meets the attempt, and a repeated charge gets its answer.
    /// </returns>
    Task<ChargeResult?> FindChargeAsync(ChargeLookup lookup, CancellationToken cancellation);

    /// <summary>
    /// Makes sure that a purchase without a charge never gets one, by using its charge's idempotency key up for something that charges nothing.
    /// </summary>
    /// <remarks>
    /// Look the charge up first, and let no attempt run meanwhile. The key protects both ways as long as the provider remembers it (Stripe: at
    /// least 24 hours): an earlier attempt shows as <see cref="VoidResult.AttemptFound"/>, a later one is refused. For attempts older than
    /// that the lookup alone answers; it sees every one that began.
    /// </remarks>
    Task<VoidResult> VoidAsync(VoidRequest request, CancellationToken cancellation);
}

/// <summary>A charge to make.</summary>
/// <param name="Amount">The price, in minor units of its currency.</param>
/// <param name="PaymentMethod">The provider's payment method, for instance <c>pm_card_visa</c>.</param>
public sealed record ChargeRequest(string PurchaseId, MinorUnits Amount, string PaymentMethod);

/// <summary>A charge never to make.</summary>
public sealed record VoidRequest(string PurchaseId, MinorUnits Amount);

/// <summary>A charge to return in full.</summary>
public sealed record RefundRequest(string PurchaseId, string PaymentIntentId);

/// <summary>A charge to look for.</summary>
/// <param name="CreatedFrom">Start of the window, inclusive. The provider keeps whole seconds.</param>
/// <param name="CreatedTo">End of the window, inclusive. Allow for the provider's clock.</param>
public sealed record ChargeLookup(string PurchaseId, DateTimeOffset CreatedFrom, DateTimeOffset CreatedTo);
