namespace BillingGates.Payments;

/// <summary>What is known of a refund. Closed: these five are all there are.</summary>
public abstract record RefundResult
{
    private RefundResult()
    {
    }

    /// <summary>The money went back, by this call or before it.</summary>
    public sealed record Refunded(string RefundId) : RefundResult;

    /// <summary>The provider accepted the refund and has not finished it. Repeat the call to learn how it ends.</summary>
    public sealed record Pending(string RefundId) : RefundResult;

    /// <summary>The provider will not refund this charge, for instance because the buyer disputes it. A person has to look.</summary>
    /// <param name="Code">Why, for programs: <c>charge_disputed</c>, <c>resource_missing</c>, …</param>
    /// <param name="Reason">For logs: status, code and the provider's request id; no personal data.</param>
    public sealed record Refused(string Code, string Reason) : RefundResult;

    /// <summary>The provider turned this call away before working on it (credentials, configuration, rate limit). Repeat it later.</summary>
    public sealed record NotRefunded(string Reason) : RefundResult;

    /// <summary>Refunded or not: nobody knows yet. Repeat the call.</summary>
    public sealed record Unknown(string Reason) : RefundResult;
}
