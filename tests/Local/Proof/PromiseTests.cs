using Local.Proof;

namespace Local.Tests.Proof;

public class PromiseTests
{
    private static readonly PurchaseBooks Delivered = new("pur_1")
    {
        Status = "COMPLETED", Charges = [9999], Entitlement = "GRANTED", UserHasProduct = true, Order = "FULFILLED", Login = "ISSUED", WelcomeLetters = 1,
    };

    private static readonly PurchaseBooks Refunded = new("pur_1")
    {
        Status = "REFUNDED", Charges = [9999], Refunds = [9999], Entitlement = "REFUSED", Order = "CANCELLED", Login = "WITHDRAWN", RefundLetters = 1,
    };

    private static readonly PurchaseBooks Declined = new("pur_1") { Status = "DECLINED" };

    [Fact]
    public void TheThreeEnds_KeepThePromise()
    {
        Assert.Empty(Promise.Violations(Delivered));
        Assert.Empty(Promise.Violations(Delivered with { Login = "REDEEMED" }));
        Assert.Empty(Promise.Violations(Refunded));
        Assert.Empty(Promise.Violations(Refunded with { Entitlement = "REVOKED" }));
        Assert.Empty(Promise.Violations(Declined));
        Assert.Empty(Promise.Violations(new PurchaseBooks("pur_1")));
        Assert.Equal(
            [Outcome.Delivered, Outcome.Refunded, Outcome.NeverCharged], new[] { Delivered, Refunded, Declined }.Select(Promise.OutcomeOf));
    }

    public static TheoryData<string> Broken => [.. BrokenBooks.Keys];

    private static Dictionary<string, PurchaseBooks> BrokenBooks => new()
    {
        ["charged twice"] = Delivered with { Charges = [9999, 9999] },
        ["charged, and the shop doesn't know"] = new("pur_1") { Charges = [9999] },
        ["charged, and still open"] = Delivered with { Status = "PAID" },
        ["charged, and declined"] = Declined with { Charges = [9999] },
        ["charged without a user"] = Delivered with { Entitlement = null },
        ["charged, and the product was forgotten"] = Delivered with { UserHasProduct = false },
        ["charged without an order"] = Delivered with { Order = null },
        ["charged, and the order is open"] = Delivered with { Order = "OPEN" },
        ["charged without a login"] = Delivered with { Login = null },
        ["charged, and the login withdrawn"] = Delivered with { Login = "WITHDRAWN" },
        ["charged, and nobody wrote"] = Delivered with { WelcomeLetters = 0 },
        ["welcomed twice"] = Delivered with { WelcomeLetters = 2 },
        ["delivered, and told of a refund"] = Delivered with { RefundLetters = 1 },
        ["refunded twice"] = Refunded with { Refunds = [9999, 9999] },
        ["refunded in part"] = Refunded with { Refunds = [5000] },
        ["refund on its way"] = Refunded with { Refunds = [], PendingRefunds = 1 },
        ["refunded, and entitled"] = Refunded with { Entitlement = "GRANTED" },
        ["refunded, and has the product"] = Refunded with { UserHasProduct = true },
        ["refunded, and the order is open"] = Refunded with { Order = "OPEN" },
        ["refunded, and can log in"] = Refunded with { Login = "ISSUED" },
        ["refunded, and needs attention"] = Refunded with { Status = "NEEDS_ATTENTION" },
        ["refunded without a word"] = Refunded with { RefundLetters = 0 },
        ["refunded without a charge"] = Refunded with { Charges = [] },
        ["entitled without a charge"] = Declined with { Entitlement = "GRANTED" },
        ["open without a charge"] = Declined with { Status = "PAYMENT_PENDING" },
        ["an order without a charge"] = Declined with { Order = "FULFILLED" },
        ["a login without a charge"] = Declined with { Login = "ISSUED" },
        ["a letter without a charge"] = Declined with { WelcomeLetters = 1 },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void EachBrokenPromise_IsSeen(string what) => Assert.NotEmpty(Promise.Violations(BrokenBooks[what]));

    /// <summary>The one window that is documented: the mail service has the letter, and nobody wrote it down.</summary>
    [Fact]
    public void SecondLetter_IsForgiven_OnlyWhereItsWindowWasHit()
    {
        Assert.Empty(Promise.Violations(Delivered with { WelcomeLetters = 2, LetterWindowWasHit = true }));
        Assert.NotEmpty(Promise.Violations(Delivered with { WelcomeLetters = 0, LetterWindowWasHit = true }));
    }
}
