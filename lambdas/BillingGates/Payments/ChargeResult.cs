namespace BillingGates.Payments;

/// <summary>What is known of a charge. Closed: these five are all there are.</summary>
public abstract record ChargeResult
{
    private ChargeResult()
    {
    }

    /// <summary>The money was taken.</summary>
    public sealed record Charged(string PaymentIntentId, string ChargeId) : ChargeResult;

    /// <summary>The card was refused; nothing was charged, and nothing will be.</summary>
    /// <param name="Code">Why, for programs: <c>card_declined</c>, <c>expired_card</c>, <c>authentication_required</c>, …</param>
    /// <param name="DeclineCode">The bank's reason, where the provider passes it on: <c>insufficient_funds</c>, …</param>
    public sealed record Declined(string Code, string? DeclineCode, string? PaymentIntentId) : ChargeResult;

    /// <summary>The provider refused the request itself, for instance an unknown payment method. Nothing was charged.</summary>
    /// <param name="Parameter">The provider's name of the value it refused, if it named one.</param>
    /// <param name="Reason">For logs: status, code and the provider's request id; no personal data.</param>
    public sealed record InvalidRequest(string? Parameter, string Reason) : ChargeResult;

    /// <summary>
    /// The provider turned this call away before working on it (credentials, configuration, rate limit). This call charged nothing; it says
    /// nothing about an earlier call for the same purchase.
    /// </summary>
    public sealed record NotCharged(string Reason) : ChargeResult;

    /// <summary>Charged or not: nobody knows yet. Repeat the call or look the charge up; never conclude anything from it.</summary>
    public sealed record Unknown(string Reason) : ChargeResult;
}
