using BillingGates.Payments;
using BillingGates.Purchases;
using Contracts;
using Microsoft.Extensions.Logging;
using Platform.Events;
using Platform.Metrics;

namespace BillingGates.RefundPayment;

/// <summary>
/// Reacts to UserCreationFailed. Refunds the charge in full and answers the saga with the refund, or refuses, or has it ask again later.
/// </summary>
public sealed class Handler(
    IPurchases purchases, Func<CancellationToken, ValueTask<IPaymentProvider>> payments, CloudWatchMetrics metrics, ILogger log)
{
    public async Task<SagaAnswer?> HandleAsync(PurchaseEvent purchaseEvent, CancellationToken cancellation)
    {
        if (purchaseEvent is not UserCreationFailed failed)
            return null;
        var purchase = await purchases.FindAsync(failed.PurchaseId, cancellation)
            ?? throw new InvalidDataException("The purchase to refund is not in the table.");
        if (purchase.Status == PurchaseStatus.Completed && failed.Reason != SagaFailure.RefundRequested)
            return new SagaAnswer.Refusal("PurchaseCompleted", "The buyer has the account; a person decides about a refund.");
        if (purchase.PaymentIntentId is not { } paymentIntentId)
            throw new InvalidDataException($"The purchase to refund has the status {purchase.Status} and no charge.");

        var provider = await payments(cancellation);
        var result = await provider.RefundAsync(new RefundRequest(failed.PurchaseId, paymentIntentId), cancellation);
        log.LogInformation("The provider's answer to the refund: {RefundResult}", result.GetType().Name);
        var answer = Answer(result);
        if (answer is SagaAnswer.NotYet)
            metrics.Count(MetricNames.RefundRetries, 1);
        return answer;
    }

    private static SagaAnswer Answer(RefundResult result) => result switch
    {
        RefundResult.Refunded refunded => SagaAnswer.Done(new RefundAnswer(refunded.RefundId), ContractsJson.Default.RefundAnswer),
        RefundResult.Refused refused => new SagaAnswer.Refusal("RefundRefused", $"{refused.Code}: {refused.Reason}"),
        RefundResult.Pending pending => NotYet($"The refund {pending.RefundId} is pending."),
        RefundResult.NotRefunded turnedAway => NotYet(turnedAway.Reason),
        RefundResult.Unknown unknown => NotYet(unknown.Reason),
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };

    // The saga repeats it for days, which no queue would.
    private static SagaAnswer.NotYet NotYet(string reason) => new(SagaErrors.RefundUnresolved, reason);
}
