using BillingGates.Payments;
using BillingGates.Purchases;
using Contracts;

namespace BillingGates.ReconcilePayments;

/// <summary>
/// Resolves one purchase. Two reconcilers may work on it at once: both ask, and of their writes, each conditional on what it follows,
/// one has an effect; the charge's idempotency key is used up once, and the saga's name starts it once.
/// </summary>
/// <param name="region">This function's region; it leaves the purchases of others alone.</param>
public sealed class Reconciler(
    IPurchases purchases, Func<CancellationToken, ValueTask<IPaymentProvider>> payments, ISagaStarter saga, ISagaExecutions executions,
    string region, TimeProvider time)
{
    /// <summary>Longer than a void takes with the write after it.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private static readonly Step.Stop Overtaken = new(ReconcileFinding.InProgress, "it changed in this moment");

    /// <param name="isAsked">An operator asks for this purchase.</param>
    public async Task<Step.Stop> ReconcileAsync(string purchaseId, bool isAsked, CancellationToken cancellation)
    {
        if (await purchases.FindAsync(purchaseId, cancellation) is not { } purchase)
            return new Step.Stop(ReconcileFinding.NotFound);
        var step = Reconciliation.Begin(purchase, region, isAsked, time.GetUtcNow());
        while (step is not Step.Stop)
            step = await TakeAsync(step, purchase, cancellation);
        return (Step.Stop)step;
    }

    private async Task<Step> TakeAsync(Step step, Purchase purchase, CancellationToken cancellation) => step switch
    {
        Step.LookUp => Reconciliation.AfterLookup(purchase, await FindChargeAsync(purchase, cancellation), time.GetUtcNow()),
        Step.Void => await VoidAsync(purchase, cancellation),
        Step.AskSaga => Reconciliation.AfterSaga(await executions.StateOfAsync(purchase.PurchaseId, cancellation)),
        Step.StartSaga => await StartSagaAsync(purchase, ReconcileFinding.SagaStarted, cancellation),
        Step.MarkPaid paid => await purchases.MarkPaidAsync(purchase.PurchaseId, paid.PaymentIntentId, time.GetUtcNow(), cancellation)
            ? await StartSagaAsync(purchase, ReconcileFinding.Paid, cancellation)
            : Overtaken,
        Step.MarkDeclined declined => await purchases.MarkDeclinedAsync(purchase.PurchaseId, declined.Decline, cancellation)
            ? new Step.Stop(declined.Decline == Decline.CheckoutExpired ? ReconcileFinding.Expired : ReconcileFinding.Declined, declined.Decline.Code)
            : Overtaken,
        Step.CallPerson call => await purchases.MarkNeedsAttentionAsync(
                purchase.PurchaseId, purchase.Status, call.Reason, time.GetUtcNow(), cancellation)
            ? new Step.Stop(ReconcileFinding.NeedsAttention, call.Reason)
            : Overtaken,
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    private async Task<ChargeResult?> FindChargeAsync(Purchase purchase, CancellationToken cancellation)
    {
        var (from, to) = purchase.AttemptWindow;
        var provider = await payments(cancellation);
        return await provider.FindChargeAsync(new ChargeLookup(purchase.PurchaseId, from, to), cancellation);
    }

    /// <summary>Under a lease, so that no attempt of the buyer's runs meanwhile. One that came in since the lookup keeps its lease.</summary>
    private async Task<Step> VoidAsync(Purchase purchase, CancellationToken cancellation)
    {
        var isPending = purchase.Status == PurchaseStatus.PaymentPending; // nobody attempts anything on the others
        if (isPending && !await purchases.TakeOverAsync(purchase, time.GetUtcNow() + Lease, cancellation))
            return Overtaken;
        var provider = await payments(cancellation);
        var amount = MinorUnits.FromAmount(purchase.Amount, purchase.Currency);
        var result = await provider.VoidAsync(new VoidRequest(purchase.PurchaseId, amount), cancellation);
        return Reconciliation.AfterVoid(purchase, result, time.GetUtcNow());
    }

    private async Task<Step> StartSagaAsync(Purchase paid, ReconcileFinding finding, CancellationToken cancellation)
    {
        await saga.StartAsync(paid.AsSagaInput(), cancellation);
        return new Step.Stop(finding);
    }
}
