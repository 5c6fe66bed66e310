using BillingGates.Payments;
using BillingGates.Purchases;
using Catalog;
using Contracts;
using Microsoft.Extensions.Logging;
using Platform.Idempotency;

namespace BillingGates.TakePayment;

/// <summary>
/// Handles TakePayment. Stores the intent, charges, stores the outcome and starts the saga. Repeating it at any point gives the same
/// purchase and at most one charge.
/// </summary>
public sealed class Handler(
    IPurchases purchases, Func<CancellationToken, ValueTask<IPaymentProvider>> payments, ISagaStarter saga,
    Func<CancellationToken, ValueTask<byte[]>> tokenKey, string region, TimeProvider time, ILogger log)
{
    /// <summary>Longer than this function can run, so that two attempts never charge at once.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    public async Task<PaymentAnswer> HandleAsync(Contracts.TakePayment command, CancellationToken cancellation)
    {
        if (Products.Find(command.ProductId) is not { } product)
            return new PaymentAnswer(PaymentOutcome.UnknownProduct);
        var intent = NewIntent(command, product);
        using var scope = log.BeginScope(
            new Dictionary<string, object?> { ["purchaseId"] = intent.PurchaseId, ["traceId"] = intent.TraceId });

        var key = await tokenKey(cancellation);
        if (await purchases.StoreIntentAsync(intent, cancellation) is not { } existing)
            return await ChargeAsync(intent, repeated: false, key, cancellation);

        var decision = Claims.Decide(existing.AsClaim(), intent.RequestFingerprint, time.GetUtcNow());
        log.LogInformation("A repeated checkout: {Decision}", decision);
        return decision switch
        {
            ClaimDecision.Replay => Answer(existing, key),
            ClaimDecision.Mismatch => new PaymentAnswer(PaymentOutcome.KeyReused),
            ClaimDecision.TakeOver when await purchases.TakeOverAsync(existing, intent.LeaseUntil, cancellation) =>
                await ChargeAsync(existing, repeated: true, key, cancellation),
            _ => new PaymentAnswer(PaymentOutcome.InFlight),
        };
    }

    private async Task<PaymentAnswer> ChargeAsync(Purchase intent, bool repeated, byte[] key, CancellationToken cancellation)
    {
        var provider = await payments(cancellation);
        var amount = MinorUnits.FromAmount(intent.Amount, intent.Currency);
        var result = (repeated ? await FindAsync(provider, intent, cancellation) : null)
            ?? await provider.ChargeAsync(new ChargeRequest(intent.PurchaseId, amount, intent.PaymentMethod), cancellation);
        log.LogInformation("The provider's answer to the charge: {ChargeResult}", result.GetType().Name);

        var recorded = await RecordAsync(intent, result, cancellation);
        if (recorded.Status == PurchaseStatus.Paid)
            await StartSagaAsync(recorded, cancellation);
        return Answer(recorded, key);
    }

    /// <summary>
    /// Looks for the charge of an earlier attempt. The provider repeats an error that it gave after charging for as long as it remembers
    /// the idempotency key, so charging again would not tell.
    /// </summary>
    private static Task<ChargeResult?> FindAsync(IPaymentProvider provider, Purchase intent, CancellationToken cancellation)
    {
        var (from, to) = intent.AttemptWindow;
        return provider.FindChargeAsync(new ChargeLookup(intent.PurchaseId, from, to), cancellation);
    }

    /// <summary>Stores what is known now. A purchase that was decided meanwhile stays as it was decided.</summary>
    private async Task<Purchase> RecordAsync(Purchase intent, ChargeResult result, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var (outcome, stored) = result switch
        {
            ChargeResult.Charged charged => (
                intent with { Status = PurchaseStatus.Paid, PaymentIntentId = charged.PaymentIntentId },
                await purchases.MarkPaidAsync(intent.PurchaseId, charged.PaymentIntentId, now, cancellation)),
            ChargeResult.Declined declined => await DeclineAsync(
                intent, new Decline(declined.DeclineCode ?? declined.Code, false), cancellation),
            ChargeResult.InvalidRequest invalid => await DeclineAsync(
                intent, new Decline(invalid.Parameter ?? "invalid_request", true), cancellation),
            _ => (intent, await purchases.ReleaseAsync(intent.PurchaseId, now, cancellation)),
        };
        return stored ? outcome : await purchases.FindAsync(intent.PurchaseId, cancellation) ?? outcome;
    }

    private async Task<(Purchase Outcome, bool Stored)> DeclineAsync(Purchase intent, Decline decline, CancellationToken cancellation) =>
        (intent with { Status = PurchaseStatus.Declined, Decline = decline },
            await purchases.MarkDeclinedAsync(intent.PurchaseId, decline, cancellation));

    private async Task StartSagaAsync(Purchase paid, CancellationToken cancellation)
    {
        try
        {
            await saga.StartAsync(paid.AsSagaInput(), cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // The purchases stream carries the same start: the purchase is paid, and the caller must hear so.
            log.LogError(e, "The direct start of the saga failed; the stream will start it");
        }
    }

    private static PaymentAnswer Answer(Purchase purchase, byte[] key) => purchase switch
    {
        { Decline.InvalidRequest: true } => new PaymentAnswer(PaymentOutcome.InvalidPaymentMethod, purchase.PurchaseId),
        { Decline: { } decline } => new PaymentAnswer(
            PaymentOutcome.Declined, purchase.PurchaseId, purchase.Status, DeclineCode: decline.Code),
        _ => new PaymentAnswer(
            PaymentOutcome.Accepted, purchase.PurchaseId, purchase.Status, StatusToken.For(purchase.PurchaseId, key),
            CreatedAt: purchase.CreatedAt),
    };

    private Purchase NewIntent(Contracts.TakePayment command, Product product)
    {
        var now = time.GetUtcNow();
        return new Purchase(
            PurchaseIdentity.IdFor(command.IdempotencyKey), PurchaseStatus.PaymentPending, PurchaseIdentity.Fingerprint(command), now + Lease,
            command.CustomerEmail, product.ProductId, product.Price, product.Currency, command.PaymentMethod, now, region, command.TraceId,
            command.CodeChallenge);
    }
}
