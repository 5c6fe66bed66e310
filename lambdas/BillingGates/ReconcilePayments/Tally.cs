using Contracts;

namespace BillingGates.ReconcilePayments;

/// <summary>Counts what a run found. Safe to use from several threads.</summary>
internal sealed class Tally
{
    private int seen;
    private int reconciled;
    private int needAttention;
    private int failures;

    public int Seen => seen;

    public int Reconciled => reconciled;

    public int NeedAttention => needAttention;

    /// <summary>Purchases and buckets that could not be looked at.</summary>
    public int Failures => failures;

    public Step.Stop Add(Step.Stop end)
    {
        Interlocked.Increment(ref seen);
        if (end.Finding is ReconcileFinding.Paid or ReconcileFinding.Declined or ReconcileFinding.Expired or ReconcileFinding.SagaStarted)
            Interlocked.Increment(ref reconciled);
        if (end.Finding == ReconcileFinding.NeedsAttention)
            Interlocked.Increment(ref needAttention);
        return end;
    }

    public void AddFailure() => Interlocked.Increment(ref failures);

    public ReconcileAnswer AsAnswer() => new(seen, reconciled, needAttention);
}
