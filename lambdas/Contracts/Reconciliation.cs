namespace Contracts;

/// <summary>The schedule, or an operator for one purchase, asks BillingGates to resolve what is still open. Safe to repeat at any time.</summary>
/// <param name="PurchaseId">The one purchase to look at; null for all that are open, as in the schedule's own event.</param>
public sealed record ReconcilePayments(string? PurchaseId = null);

/// <summary>The answer to <see cref="ReconcilePayments"/>.</summary>
/// <param name="Seen">Purchases looked at.</param>
/// <param name="Reconciled">Those of them that were finished, voided or started again.</param>
/// <param name="NeedAttention">Those of them that a person has to look at.</param>
/// <param name="Purchase">What was found and done, if one purchase was asked for.</param>
public sealed record ReconcileAnswer(int Seen, int Reconciled, int NeedAttention, ReconciledPurchase? Purchase = null);

/// <summary>One purchase after the reconciler looked at it.</summary>
/// <param name="Status">As it stands now; null when there is no such purchase.</param>
/// <param name="Reason">For the operator, without personal data; null when the finding says everything.</param>
public sealed record ReconciledPurchase(string PurchaseId, ReconcileFinding Finding, PurchaseStatus? Status, string? Reason);

/// <summary>What the reconciler found, and did about it.</summary>
public enum ReconcileFinding
{
    /// <summary>There is no such purchase.</summary>
    NotFound,

    /// <summary>It is declined, completed or refunded: nothing to do.</summary>
    Decided,

    /// <summary>It belongs to another region, whose reconciler looks after it.</summary>
    ElsewhereAtHome,

    /// <summary>A payment attempt or the saga is at work on it, or changed it just now.</summary>
    InProgress,

    /// <summary>The provider can't tell yet, or the buyer may still come back. The next run looks again.</summary>
    Waiting,

    /// <summary>The provider had charged. It is paid now, and its saga starts.</summary>
    Paid,

    /// <summary>The provider had declined. It is declined now.</summary>
    Declined,

    /// <summary>The provider had no charge. The charge is void, and the purchase declined.</summary>
    Expired,

    /// <summary>It was paid and had no saga. The saga starts.</summary>
    SagaStarted,

    /// <summary>A person has to look at it.</summary>
    NeedsAttention,
}
