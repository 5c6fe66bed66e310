using System.Collections.Frozen;

namespace Local.Stripe;

/// <summary>What happens when a test payment method is charged.</summary>
internal enum CardOutcome
{
    Succeeds,
    Declines,
    NeedsAuthentication,

    /// <summary>The charge succeeds and the buyer disputes it, so that it can't be refunded.</summary>
    SucceedsWithDispute,

    /// <summary>The charge succeeds; its refund stays pending for <see cref="TestCards.RefundSettlesAfter"/>.</summary>
    SucceedsWithSlowRefund,
}

internal sealed record TestCard(string Brand, string Last4, CardOutcome Outcome, string? Code = null, string? DeclineCode = null);

/// <summary>Stripe's test payment methods (https://docs.stripe.com/testing) that play a part here, and two of the sandbox's own.</summary>
internal static class TestCards
{
    public static readonly TimeSpan RefundSettlesAfter = TimeSpan.FromSeconds(5);

    /// <summary>Not Stripe's. The provider is down whenever a charge of this card is asked for; nothing is ever charged.</summary>
    public const string OutageBeforeCharge = "pm_local_outageBeforeCharge";

    /// <summary>Not Stripe's. The card is charged once, and no attempt ever gets an answer.</summary>
    public const string OutageAfterCharge = "pm_local_outageAfterCharge";

    private static readonly FrozenDictionary<string, TestCard> Cards = All().ToFrozenDictionary();

    public static TestCard? Find(string paymentMethod) => Cards.GetValueOrDefault(paymentMethod);

    private static Dictionary<string, TestCard> All()
    {
        var cards = new Dictionary<string, TestCard>
        {
            ["pm_card_visa"] = new("visa", "4242", CardOutcome.Succeeds),
            ["pm_card_visa_debit"] = new("visa", "5556", CardOutcome.Succeeds),
            ["pm_card_mastercard"] = new("mastercard", "4444", CardOutcome.Succeeds),
            ["pm_card_mastercard_debit"] = new("mastercard", "8210", CardOutcome.Succeeds),
            ["pm_card_mastercard_prepaid"] = new("mastercard", "5100", CardOutcome.Succeeds),
            ["pm_card_amex"] = new("amex", "8431", CardOutcome.Succeeds),
            ["pm_card_discover"] = new("discover", "9424", CardOutcome.Succeeds),
            ["pm_card_diners"] = new("diners", "0004", CardOutcome.Succeeds),
            ["pm_card_jcb"] = new("jcb", "0505", CardOutcome.Succeeds),
            ["pm_card_unionpay"] = new("unionpay", "0005", CardOutcome.Succeeds),
            ["pm_card_authenticationRequired"] = new("visa", "3184", CardOutcome.NeedsAuthentication),
            ["pm_card_threeDSecure2Required"] = new("visa", "3220", CardOutcome.NeedsAuthentication),
            ["pm_card_threeDSecureRequired"] = new("visa", "3063", CardOutcome.NeedsAuthentication),
            ["pm_card_createDispute"] = new("visa", "0259", CardOutcome.SucceedsWithDispute),
            ["pm_card_pendingRefund"] = new("visa", "7726", CardOutcome.SucceedsWithSlowRefund),
            ["pm_card_radarBlock"] = new("visa", "0019", CardOutcome.Declines, "card_declined", "fraudulent"),
            ["pm_card_chargeCustomerFail"] = new("visa", "0341", CardOutcome.Declines, "card_declined", "generic_decline"),
            [OutageBeforeCharge] = new("visa", "4242", CardOutcome.Succeeds),
            [OutageAfterCharge] = new("visa", "4242", CardOutcome.Succeeds),
        };
        AddDeclines("chargeDeclined", "0002", "card_declined", "generic_decline");
        AddDeclines("chargeDeclinedInsufficientFunds", "9995", "card_declined", "insufficient_funds");
        AddDeclines("chargeDeclinedLostCard", "9987", "card_declined", "lost_card");
        AddDeclines("chargeDeclinedStolenCard", "9979", "card_declined", "stolen_card");
        AddDeclines("chargeDeclinedVelocityLimitExceeded", "6975", "card_declined", "card_velocity_exceeded");
        AddDeclines("chargeDeclinedExpiredCard", "0069", "expired_card", null);
        AddDeclines("chargeDeclinedIncorrectCvc", "0127", "incorrect_cvc", null);
        AddDeclines("chargeDeclinedProcessingError", "0119", "processing_error", null);
        return cards;

        // Stripe knows each of these by two names.
        void AddDeclines(string name, string last4, string code, string? declineCode)
        {
            var card = new TestCard("visa", last4, CardOutcome.Declines, code, declineCode);
            cards.Add($"pm_card_{name}", card);
            cards.Add($"pm_card_visa_{name}", card);
        }
    }
}
