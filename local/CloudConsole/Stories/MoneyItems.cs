using System.Globalization;
using Local.Ops.Facts;
using Local.Stripe;

namespace Local.CloudConsole.Stories;

/// <summary>Tells of charges and refunds, from the books of the payment sandbox.</summary>
internal sealed class MoneyItems(Ledger ledger)
{
    public IEnumerable<StoryItem> Of(PurchaseFacts facts)
    {
        var page = ledger.Read(facts.PurchaseId);
        return page.Charges
            .Select(charge => Item(charge.Time, "Charged", charge.Amount, charge.Currency, Outcome.Done,
                new("charge", charge.ChargeId), new("payment", charge.PaymentIntentId), new("card", charge.PaymentMethod)))
            .Concat(page.Refunds.Select(refund => Item(refund.Time, "Refunded", refund.Amount, refund.Currency, OutcomeOf(refund.Status),
                new("refund", refund.RefundId), new("charge", refund.ChargeId), new("status", refund.Status))));
    }

    private static StoryItem Item(
        DateTimeOffset time, string what, long amount, string currency, Outcome outcome, params IReadOnlyList<Fact> facts) =>
        new(time, ItemKind.Money, "Stripe", what, outcome)
        {
            Facts = [new("amount", string.Create(CultureInfo.InvariantCulture, $"{amount} {currency} in minor units")), .. facts],
        };

    private static Outcome OutcomeOf(string status) => status switch
    {
        "succeeded" => Outcome.Done,
        "pending" => Outcome.Waiting,
        _ => Outcome.Failed,
    };
}
