using BillingGates.Purchases;
using Contracts;

namespace BillingGates.ShowPurchase;

/// <summary>Handles ShowPurchase. Tells the bearer of a purchase's status token how it stands; a wrong token looks like a wrong id.</summary>
public sealed class Handler(IPurchases purchases, Func<CancellationToken, ValueTask<byte[]>> tokenKey)
{
    public async Task<PurchaseAnswer> HandleAsync(Contracts.ShowPurchase command, CancellationToken cancellation)
    {
        // The token is checked first, and for unknown ids too: neither the answer nor its time tells which ids exist.
        if (!StatusToken.IsValid(command.StatusToken, command.PurchaseId, await tokenKey(cancellation)))
            return new PurchaseAnswer(null);
        var purchase = await purchases.FindAsync(command.PurchaseId, cancellation);
        return new PurchaseAnswer(purchase?.AsView());
    }
}
