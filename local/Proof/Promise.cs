namespace Local.Proof;

/// <summary>
/// The promise about money: never charged; or charged once, with a user, an order and a deliverable login; or charged once and refunded once,
/// with no active entitlement and no open order.
/// </summary>
internal static class Promise
{
    /// <summary>The end that the money tells of. Whether everything else agrees with it is <see cref="Violations"/>' to say.</summary>
    public static Outcome OutcomeOf(PurchaseBooks facts) => facts switch
    {
        { Charges.Count: 0 } => Outcome.NeverCharged,
        { Refunds.Count: 0, PendingRefunds: 0 } => Outcome.Delivered,
        _ => Outcome.Refunded,
    };

    /// <summary>What breaks the promise; empty when it holds.</summary>
    public static IReadOnlyList<string> Violations(PurchaseBooks facts) => [.. Money(facts), .. OutcomeOf(facts) switch
    {
        Outcome.NeverCharged => NeverCharged(facts),
        Outcome.Delivered => Delivered(facts),
        _ => Refunded(facts),
    }];

    private static IEnumerable<string> Money(PurchaseBooks facts)
    {
        if (facts.Charges.Count > 1)
            yield return $"charged {facts.Charges.Count} times";
        if (facts.Refunds.Count > 1)
            yield return $"refunded {facts.Refunds.Count} times";
        if (facts.PendingRefunds > 0)
            yield return "a refund has not ended";
        if (facts.Refunds.Sum() is var returned && returned > 0 && returned != facts.Charges.Sum())
            yield return $"took {facts.Charges.Sum()} and gave back {returned}";
    }

    private static IEnumerable<string> NeverCharged(PurchaseBooks facts) => Unmet(
        (facts.Status is null or "DECLINED", $"nothing was charged and the purchase is {facts.Status}"),
        (facts.Entitlement is not "GRANTED", "entitled without a charge"),
        (!facts.UserHasProduct, "a user has the product without a charge"),
        (facts.Order is null, $"an order is {facts.Order} without a charge"),
        (facts.Login is null, $"a login is {facts.Login} without a charge"),
        (facts.WelcomeLetters + facts.RefundLetters == 0, "a letter without a charge"));

    private static IEnumerable<string> Delivered(PurchaseBooks facts) => Unmet(
        (facts.Status is "COMPLETED", $"charged, not refunded, and the purchase is {facts.Status ?? "unknown"}"),
        (facts.Entitlement is "GRANTED", $"charged, and the entitlement is {facts.Entitlement ?? "missing"}"),
        (facts.UserHasProduct, "charged, and no user has the product"),
        (facts.Order is "FULFILLED", $"charged, and the order is {facts.Order ?? "missing"}"),
        (facts.Login is "ISSUED" or "REDEEMED", $"charged, and the login is {facts.Login ?? "missing"}"),
        (SentOnce(facts.WelcomeLetters, facts), $"{facts.WelcomeLetters} letters of welcome"),
        (facts.RefundLetters == 0, "a letter about a refund that was not made"));

    private static IEnumerable<string> Refunded(PurchaseBooks facts) => Unmet(
        (facts.Status is "REFUNDED", $"refunded, and the purchase is {facts.Status ?? "unknown"}"),
        (facts.Entitlement is not "GRANTED", "refunded, and still entitled"),
        (!facts.UserHasProduct, "refunded, and a user has the product"),
        (facts.Order is null or "CANCELLED", $"refunded, and the order is {facts.Order}"),
        (facts.Login is null or "WITHDRAWN", $"refunded, and the login is {facts.Login}"),
        (facts.WelcomeLetters == 0, "refunded, and welcomed"),
        (SentOnce(facts.RefundLetters, facts), $"{facts.RefundLetters} letters about the refund"));

    private static bool SentOnce(int letters, PurchaseBooks facts) => facts.LetterWindowWasHit ? letters >= 1 : letters == 1;

    private static IEnumerable<string> Unmet(params (bool Holds, string Otherwise)[] expectations) =>
        expectations.Where(expectation => !expectation.Holds).Select(expectation => expectation.Otherwise);
}
