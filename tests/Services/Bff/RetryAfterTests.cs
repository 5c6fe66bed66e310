using Bff.Purchases;
using Contracts;

namespace Services.Tests.Bff;

public class RetryAfterTests
{
    private static readonly DateTimeOffset Created = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-1, "0")] // clocks differ
    [InlineData(0, "0")]
    [InlineData(2.9, "0")]
    [InlineData(3, "1")]
    [InlineData(14.9, "1")]
    [InlineData(15, "3")]
    [InlineData(60, "10")]
    [InlineData(86_400, "10")]
    public void OlderPurchase_IsAskedForLessOften(double age, string seconds)
    {
        Assert.Equal(seconds, RetryAfter.For(PurchaseStatus.Paid, Created, Created.AddSeconds(age)));
        Assert.Equal(seconds, RetryAfter.For(PurchaseStatus.PaymentPending, Created, Created.AddSeconds(age)));
    }

    [Theory]
    [InlineData(PurchaseStatus.Completed)]
    [InlineData(PurchaseStatus.Refunded)]
    [InlineData(PurchaseStatus.NeedsAttention)]
    public void OldPurchaseWithNothingToWaitFor_CanBeLookedAtAtOnce(PurchaseStatus status) =>
        Assert.Equal("0", RetryAfter.For(status, Created, Created.AddHours(1)));
}
