using System.Text;
using BillingGates.Payments;
using BillingGates.Purchases;
using BillingGates.RefundPayment;
using Contracts;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Events;
using Platform.Metrics;
using Services.Tests.Support;

namespace Services.Tests.BillingGates;

public class RefundPaymentTests
{
    private readonly InMemoryPurchases purchases = new();
    private readonly ScriptedProvider provider = new();
    private readonly MemoryStream counted = new();

    [Fact]
    public async Task UserCreationFailed_RefundsTheCharge_AndAnswersWithTheRefund()
    {
        Store(PurchaseStatus.Paid, "pi_1");

        var answer = Assert.IsType<SagaAnswer.Success>(await HandleAsync(Events.UserCreationFailed()));
        Assert.Equal("""{"refundId":"re_1"}""", answer.OutputJson);
        Assert.Equal(new RefundRequest(Events.PurchaseId, "pi_1"), provider.RefundCalls.Single());
    }

    [Fact]
    public async Task RefundThatTheProviderRefuses_FailsTheTask()
    {
        Store(PurchaseStatus.Paid, "pi_1");
        provider.Refund = new RefundResult.Refused("charge_disputed", "400");

        Assert.Equal("RefundRefused", Assert.IsType<SagaAnswer.Refusal>(await HandleAsync(Events.UserCreationFailed())).Error);
    }

    public static TheoryData<RefundResult> Unresolved =>
        [new RefundResult.Unknown("timeout"), new RefundResult.NotRefunded("429"), new RefundResult.Pending("re_1")];

    [Theory]
    [MemberData(nameof(Unresolved))]
    public async Task RefundWithoutAResult_IsAskedForAgain_AndCounted(RefundResult result)
    {
        Store(PurchaseStatus.Paid, "pi_1");
        provider.Refund = result;

        Assert.Equal("RefundUnresolved", Assert.IsType<SagaAnswer.NotYet>(await HandleAsync(Events.UserCreationFailed())).Error);
        Assert.Contains("\"RefundRetries\":1", Encoding.UTF8.GetString(counted.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CompletedPurchase_IsNotRefunded()
    {
        Store(PurchaseStatus.Completed, "pi_1");

        Assert.Equal("PurchaseCompleted", Assert.IsType<SagaAnswer.Refusal>(await HandleAsync(Events.UserCreationFailed())).Error);
        Assert.Empty(provider.RefundCalls);
    }

    [Fact]
    public async Task CompletedPurchase_IsRefunded_WhenAnOperatorAsksForIt()
    {
        Store(PurchaseStatus.Completed, "pi_1");

        Assert.IsType<SagaAnswer.Success>(await HandleAsync(Events.UserCreationFailed(SagaFailure.RefundRequested)));
        Assert.Single(provider.RefundCalls);
        Assert.Equal(0, counted.Length);
    }

    [Fact]
    public async Task PurchaseWithoutCharge_IsAnError_NotARefund()
    {
        Store(PurchaseStatus.PaymentPending, null);

        await Assert.ThrowsAsync<InvalidDataException>(() => HandleAsync(Events.UserCreationFailed()));
        Assert.Empty(provider.RefundCalls);
    }

    [Fact]
    public async Task OtherEvents_AreNotAnswered() => Assert.Null(await HandleAsync(Events.PaymentSuccessful()));

    private void Store(PurchaseStatus status, string? paymentIntentId) => purchases.Items[Events.PurchaseId] = new Purchase(
        Events.PurchaseId, status, "fingerprint", default, Events.Email, "prod_premium_tier", 99.99m, "USD", "pm_card_visa", default,
        "eu-west-1", null, null) { PaymentIntentId = paymentIntentId };

    private Task<SagaAnswer?> HandleAsync(PurchaseEvent purchaseEvent) =>
        new Handler(
            purchases, _ => ValueTask.FromResult<IPaymentProvider>(provider), new CloudWatchMetrics(counted, "refunds", TimeProvider.System),
            NullLogger.Instance).HandleAsync(purchaseEvent, default);
}
