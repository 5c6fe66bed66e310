using BillingGates.Purchases;
using Contracts;
using Microsoft.Extensions.Logging;
using Platform.Metrics;

namespace BillingGates.ReconcilePayments;

/// <summary>
/// Handles ReconcilePayments. Resolves the purchases that neither the buyer's checkout nor the saga has brought to an end: asks the provider,
/// then finishes, voids or restarts them, or calls a person.
/// </summary>
public sealed class Handler(IPurchases purchases, Reconciler reconciler, CloudWatchMetrics metrics, TimeProvider time, ILogger log)
{
    /// <summary>Younger purchases are with their checkout, or in a saga that takes a second.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    /// <summary>Purchases at once, for each bucket. Stripe admits 25 requests a second in a test account.</summary>
    private const int Parallelism = 3;

    public Task<ReconcileAnswer> HandleAsync(Contracts.ReconcilePayments command, CancellationToken cancellation) =>
        command.PurchaseId is { } purchaseId ? ReconcileAsync(purchaseId, cancellation) : SweepAsync(cancellation);

    private async Task<ReconcileAnswer> ReconcileAsync(string purchaseId, CancellationToken cancellation)
    {
        var tally = new Tally();
        var end = tally.Add(await reconciler.ReconcileAsync(purchaseId, isAsked: true, cancellation));
        log.LogInformation("{PurchaseId} by request: {Finding} {Reason}", purchaseId, end.Finding, end.Reason);
        metrics.Count(MetricNames.ReconciledPurchases, tally.Reconciled);
        var now = await purchases.FindAsync(purchaseId, cancellation);
        return tally.AsAnswer() with { Purchase = new ReconciledPurchase(purchaseId, end.Finding, now?.Status, end.Reason) };
    }

    /// <exception cref="ReconciliationIncompleteException">Something could not be looked at. Everything else was.</exception>
    private async Task<ReconcileAnswer> SweepAsync(CancellationToken cancellation)
    {
        var tally = new Tally();
        // Bucket by bucket side by side: a long queue of old troubles in one does not keep the others waiting.
        await Task.WhenAll(OpenPurchases.AllBuckets.Select(bucket => SweepAsync(bucket, tally, cancellation)));

        metrics.Count(MetricNames.NeedsAttention, tally.NeedAttention);
        metrics.Count(MetricNames.ReconciledPurchases, tally.Reconciled);
        log.LogInformation("Reconciled {Reconciled} of {Seen} open purchases", tally.Reconciled, tally.Seen);
        return tally.Failures == 0 ? tally.AsAnswer() : throw new ReconciliationIncompleteException(tally.Failures, tally.Seen);
    }

    private async Task SweepAsync(string bucket, Tally tally, CancellationToken cancellation)
    {
        var limits = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellation };
        try
        {
            var open = purchases.ListOpenAsync(bucket, time.GetUtcNow() - Grace, cancellation);
            await Parallel.ForEachAsync(open, limits, (purchase, stop) => ReconcileAsync(purchase, tally, stop));
        }
        catch (Exception e) // also the end of the function's time: the others are to be counted, and the next run begins anew
        {
            tally.AddFailure();
            log.LogError(e, "The open purchases of {Bucket} were not all looked at", bucket);
        }
    }

    private async ValueTask ReconcileAsync(OpenPurchase open, Tally tally, CancellationToken cancellation)
    {
        try
        {
            var end = tally.Add(await reconciler.ReconcileAsync(open.PurchaseId, isAsked: false, cancellation));
            log.LogInformation("{PurchaseId} was {Status}: {Finding} {Reason}", open.PurchaseId, open.Status, end.Finding, end.Reason);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            tally.AddFailure();
            if (open.Status == PurchaseStatus.NeedsAttention)
                tally.Add(new Step.Stop(ReconcileFinding.NeedsAttention)); // a person has to look at it all the same
            log.LogError(e, "{PurchaseId} was {Status} and could not be reconciled", open.PurchaseId, open.Status);
        }
    }
}

/// <summary>Some open purchases could not be looked at; the log names them. Lambda repeats the run, and so does the schedule.</summary>
public sealed class ReconciliationIncompleteException(int failures, int seen)
    : Exception($"{failures} failures beside {seen} purchases that were looked at.");
