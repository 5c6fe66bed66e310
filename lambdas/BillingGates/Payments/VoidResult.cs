namespace BillingGates.Payments;

/// <summary>What came of making a charge impossible. Closed: these three are all there are.</summary>
public abstract record VoidResult
{
    private VoidResult()
    {
    }

    /// <summary>No attempt at this charge ever got to work, and none can any more while the provider remembers the key.</summary>
    public sealed record Voided : VoidResult;

    /// <summary>An attempt came first. Look the charge up again; never conclude anything else from it.</summary>
    public sealed record AttemptFound(string Reason) : VoidResult;

    /// <summary>Nobody knows whether the charge is still possible. Repeat the call.</summary>
    /// <param name="Reason">For logs: status, code and the provider's request id; no personal data.</param>
    public sealed record Unknown(string Reason) : VoidResult;
}
