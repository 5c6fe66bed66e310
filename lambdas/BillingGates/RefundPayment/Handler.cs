using BillingGates.Payments;
using BillingGates.Purchases;
using Contracts;
using Microsoft.Extensions.Logging;
using Platform.Events;

namespace BillingGates.RefundPayment;

/// <summary>Reacts to UserCreationFailed. Refunds the charge in full and answers the saga with the refund, or refuses.</summary>
public sealed class Handler(IPurchases purchases, Func<CancellationToken, ValueTask<IPaymentProvider>> payments, ILogger log)
{
    public async Task<SagaAnswer?> HandleAsync(PurchaseEvent purchaseEvent, CancellationToken cancellation)
    {
        if (purchaseEvent is not UserCreationFailed failed)
            return null;
        var purchase = await purchases.FindAsync(failed.PurchaseId, cancellation)
            ?? throw new InvalidDataException("The purchase to refund is not in the table.");
        if (purchase.Status == PurchaseStatus.Completed)
            return new SagaAnswer.Refusal("PurchaseCompleted", "The buyer has the account; a person decides about a refund.");
        if (purchase.PaymentIntentId is not { } paymentIntentId)
            throw new InvalidDataException($"The purchase to refund has the status {purchase.Status} and no charge.");

        var provider = await payments(cancellation);
        var result = await provider.RefundAsync(new RefundRequest(failed.PurchaseId, paymentIntentId), cancellation);
        log.LogInformation("The provider's answer to the refund: {RefundResult}", result.GetType().Name);
        return Answer(result);
    }

    /// <exception cref="RefundUnresolvedException">Nobody knows yet how it ends: the message must come again.</exception>
    private static SagaAnswer Answer(RefundResult result) => result switch
    {
        RefundResult.Refunded refunded => SagaAnswer.Done(new RefundAnswer(refunded.RefundId), ContractsJson.Default.RefundAnswer),
        RefundResult.Refused refused => new SagaAnswer.Refusal("RefundRefused", $"{refused.Code}: {refused.Reason}"),
        RefundResult.Pending pending => throw new RefundUnresolvedException($"The refund {pending.RefundId} is pending."),
        RefundResult.NotRefunded turnedAway => throw new RefundUnresolvedException(turnedAway.Reason),
        RefundResult.Unknown unknown => throw new RefundUnresolvedException(unknown.Reason),
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };
}

/// <summary>The refund has no final result yet.</summary>
public sealed class RefundUnresolvedException(string reason) : Exception(reason);
