using BillingGates.Payments;
using CsCheck;
using Local.Stripe;

namespace Local.Tests.Stripe;

/// <summary>Whatever goes wrong on the way, an answer never contradicts the ledger, and money moves at most once.</summary>
public sealed class PaymentProviderFaultTests(RunningSandbox sandbox) : IClassFixture<RunningSandbox>
{
    private static readonly StripeFault?[] Faults =
    [
        null,
        new(FaultPoint.BeforeEffect),
        new(FaultPoint.BeforeEffect, 503),
        new(FaultPoint.BeforeEffect, 429),
        new(FaultPoint.BeforeEffect, 401),
        new(FaultPoint.BeforeEffect, 409),
        new(FaultPoint.AfterEffect),
        new(FaultPoint.AfterEffect, 502),
        new(FaultPoint.DuringEffect, 500),
    ];

    private static readonly Gen<int[]> Scripts = Gen.Int[0, Faults.Length - 1].Array[0, 6];
    private static readonly Gen<string> Cards = Gen.Int[0, 1].Select(index => index == 0 ? "pm_card_visa" : "pm_card_chargeDeclined");

    private int purchases;

    [Fact]
    public Task Charge_UnderAnyFaults_AgreesWithTheLedger() => Gen.Select(Scripts, Cards).SampleAsync(
        async (script, card) =>
        {
            var purchaseId = $"pur_fault_{Interlocked.Increment(ref purchases)}";
            Order($"charge-{purchaseId}", script);
            var request = new ChargeRequest(purchaseId, MinorUnits.FromAmount(99.99m, "USD"), card);

            var result = await sandbox.Payments().ChargeAsync(request, default);
            AssertAgrees(result, purchaseId);

            // What a reconciler does later: look the charge up; where there is none, the purchase was never charged.
            sandbox.Faults.Clear();
            var now = sandbox.Time.GetUtcNow();
            var found = await sandbox.Payments().FindChargeAsync(new ChargeLookup(purchaseId, now.AddMinutes(-1), now.AddMinutes(1)), default);
            Assert.IsNotType<ChargeResult.Unknown>(found);
            Assert.Equal(found is ChargeResult.Charged, sandbox.Ledger.Read(purchaseId).Charges.Count == 1);
        },
        iter: 300, threads: 1);

    [Fact]
    public Task Refund_UnderAnyFaults_AgreesWithTheLedger() => Scripts.SampleAsync(
        async script =>
        {
            var purchaseId = $"pur_refund_fault_{Interlocked.Increment(ref purchases)}";
            var charged = Assert.IsType<ChargeResult.Charged>(await sandbox.Payments().ChargeAsync(
                new ChargeRequest(purchaseId, MinorUnits.FromAmount(500, "JPY"), "pm_card_visa"), default));
            Order($"refund-{purchaseId}", script);
            var request = new RefundRequest(purchaseId, charged.PaymentIntentId);

            var result = await sandbox.Payments().RefundAsync(request, default);

            var refunds = sandbox.Ledger.Read(purchaseId).Refunds;
            Assert.InRange(refunds.Count, 0, 1);
            if (result is RefundResult.Refunded refunded)
                Assert.Equal(refunded.RefundId, Assert.Single(refunds).RefundId);
            Assert.False(result is RefundResult.Refused, "a good charge can be refunded");

            // A day later the stored error is forgotten, and the repetition ends with exactly one refund.
            sandbox.Faults.Clear();
            sandbox.Time.Advance(TimeSpan.FromHours(25));
            Assert.IsType<RefundResult.Refunded>(await sandbox.Payments().RefundAsync(request, default));
            Assert.Single(sandbox.Ledger.Read(purchaseId).Refunds);
        },
        iter: 300, threads: 1);

    private void AssertAgrees(ChargeResult result, string purchaseId)
    {
        var charges = sandbox.Ledger.Read(purchaseId).Charges;
        Assert.InRange(charges.Count, 0, 1);
        switch (result)
        {
            case ChargeResult.Charged charged:
                Assert.Equal(charged.ChargeId, Assert.Single(charges).ChargeId);
                break;
            case ChargeResult.Declined:
                Assert.Empty(charges);
                break;
            case ChargeResult.NotCharged:
                Assert.Empty(charges);
                break;
            default:
                Assert.IsType<ChargeResult.Unknown>(result);
                break;
        }
    }

    private void Order(string idempotencyKey, int[] script)
    {
        var none = new StripeFault(FaultPoint.BeforeEffect) { IsDelayOnly = true };
        foreach (var index in script)
            sandbox.Faults.Add(call => call.IdempotencyKey == idempotencyKey, Faults[index] ?? none);
    }
}
