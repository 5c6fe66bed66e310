namespace Local.Stripe;

/// <summary>Money taken. Refused cards are not in the ledger.</summary>
/// <param name="PurchaseId">The charge's metadata <c>purchase_id</c>; null for a charge made by hand.</param>
/// <param name="Amount">In minor units of the currency.</param>
/// <param name="Currency">ISO 4217 code in upper case.</param>
public sealed record LedgerCharge(
    string? PurchaseId, string ChargeId, string PaymentIntentId, long Amount, string Currency, string PaymentMethod, DateTimeOffset Time,
    string? IdempotencyKey);

/// <summary>Money returned, or on its way back while the status is <c>pending</c>.</summary>
/// <param name="PurchaseId">The purchase of the refunded charge.</param>
/// <param name="Amount">In minor units of the currency.</param>
public sealed record LedgerRefund(
    string? PurchaseId, string RefundId, string ChargeId, string PaymentIntentId, long Amount, string Currency, string Status, DateTimeOffset Time,
    string? IdempotencyKey);

/// <summary>All movements of money, oldest first.</summary>
public sealed record LedgerPage(IReadOnlyList<LedgerCharge> Charges, IReadOnlyList<LedgerRefund> Refunds);

/// <summary>The truth about money in the local cloud, straight from the sandbox's books.</summary>
public sealed class Ledger
{
    private readonly StripeBooks books;

    internal Ledger(StripeBooks books) => this.books = books;

    /// <summary>The movements of one purchase, or of all.</summary>
    public LedgerPage Read(string? purchaseId = null)
    {
        lock (books.Gate)
        {
            var charges = books.Charges.NewestFirst.Where(charge => charge.Paid).Select(ToLedger).Where(charge => IsWanted(charge.PurchaseId));
            var refunds = books.Refunds.NewestFirst.Select(ToLedger).Where(refund => IsWanted(refund.PurchaseId));
            return new LedgerPage([.. charges.Reverse()], [.. refunds.Reverse()]);
        }

        bool IsWanted(string? id) => purchaseId is null || id == purchaseId;
    }

    private static LedgerCharge ToLedger(Charge charge) => new(
        PurchaseOf(charge), charge.Id, charge.PaymentIntent, charge.Amount, charge.Currency.ToUpperInvariant(), charge.PaymentMethod,
        charge.ChargedAt, charge.IdempotencyKey);

    private LedgerRefund ToLedger(Refund refund) => new(
        PurchaseOf(books.Charge(refund.Charge)), refund.Id, refund.Charge, refund.PaymentIntent, refund.Amount, refund.Currency.ToUpperInvariant(),
        refund.Status, refund.RefundedAt, refund.IdempotencyKey);

    private static string? PurchaseOf(Charge charge) => charge.Metadata.GetValueOrDefault("purchase_id");
}
