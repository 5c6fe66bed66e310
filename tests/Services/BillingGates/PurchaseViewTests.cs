using BillingGates.Purchases;
using Contracts;
using Services.Tests.Support;

namespace Services.Tests.BillingGates;

public class PurchaseViewTests
{
    private static readonly Purchase Paid = new(
        "pur_1", PurchaseStatus.Paid, "fingerprint", default, Events.Email, "prod_premium_tier", 99.99m, "USD", "pm_card_visa",
        new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), "eu-west-1", "1-trace", "a-challenge");

    [Theory]
    [InlineData(null, null)]
    [InlineData(UserCreationFailed.UserRefused, RefundReason.AccountRefused)]
    [InlineData("ConsumerFailed", RefundReason.AccountFailed)]
    [InlineData("States.Timeout", RefundReason.AccountFailed)]
    [InlineData(SagaFailure.RefundRequested, RefundReason.Requested)]
    [InlineData(AttentionReason.PaymentUnresolved, null)]
    [InlineData(AttentionReason.SagaEnded, null)]
    public void Buyer_HearsWhetherTheShopOrTheShopsTroubleRefused(string? failure, RefundReason? expected) =>
        Assert.Equal(expected, (Paid with { FailureReason = failure }).AsView().RefundReason);

    [Fact]
    public void View_HasTheTimesOfTheStepsThatAreDone()
    {
        var view = (Paid with { PaidAt = Paid.CreatedAt.AddSeconds(1), AccountCreatedAt = Paid.CreatedAt.AddSeconds(2) }).AsView();

        Assert.Equal(Paid.CreatedAt, view.CreatedAt);
        Assert.Equal((Paid.CreatedAt.AddSeconds(1), Paid.CreatedAt.AddSeconds(2)), (view.PaidAt, view.AccountCreatedAt));
        Assert.Null(view.CompletedAt);
        Assert.Null(view.RefundedAt);
    }
}
