using BillingGates.Payments;
using Local.Stripe;

namespace Local.Tests.Stripe;

/// <summary>Charges that shall never be made, over the wire. Either the charge or the void wins, and both know which.</summary>
public sealed class PaymentProviderVoidTests(RunningSandbox sandbox) : IClassFixture<RunningSandbox>
{
    [Fact]
    public async Task Voided_IsNeverChargedAnyMore_AndLooksLikeNoCharge()
    {
        Assert.IsType<VoidResult.Voided>(await VoidAsync("pur_void"));

        Assert.IsType<ChargeResult.Unknown>(await ChargeAsync("pur_void"));
        Assert.Null(await FindAsync("pur_void"));
        Assert.Empty(sandbox.Ledger.Read("pur_void").Charges);
    }

    [Fact]
    public async Task Void_MayBeRepeated()
    {
        Assert.IsType<VoidResult.Voided>(await VoidAsync("pur_void_twice"));
        Assert.IsType<VoidResult.Voided>(await VoidAsync("pur_void_twice"));
    }

    [Theory]
    [InlineData("pm_card_visa")]
    [InlineData("pm_card_chargeDeclined")]
    [InlineData(TestCards.OutageAfterCharge)]
    public async Task VoidAfterAnAttempt_FindsTheAttempt_AndChangesNothing(string card)
    {
        var purchaseId = $"pur_void_late_{card}";
        await ChargeAsync(purchaseId, card);
        var before = await FindAsync(purchaseId);

        Assert.IsType<VoidResult.AttemptFound>(await VoidAsync(purchaseId));
        Assert.Equal(before, await FindAsync(purchaseId));
        Assert.NotNull(before);
    }

    [Theory]
    [InlineData(FaultPoint.BeforeEffect)]
    [InlineData(FaultPoint.AfterEffect)]
    public async Task VoidDuringAnOutage_IsUnknown_AndMayBeRepeated(FaultPoint point)
    {
        var purchaseId = $"pur_void_{point}";
        sandbox.Faults.Add(call => call.IdempotencyKey == $"charge-{purchaseId}", new StripeFault(point, 503), times: 4);
        Assert.IsType<VoidResult.Unknown>(await VoidAsync(purchaseId));

        Assert.IsType<VoidResult.Voided>(await VoidAsync(purchaseId));
        Assert.IsType<ChargeResult.Unknown>(await ChargeAsync(purchaseId));
        Assert.Empty(sandbox.Ledger.Read(purchaseId).Charges);
    }

    [Fact]
    public async Task ChargeAndVoidAtOnce_NeverBothHappen()
    {
        for (var round = 0; round < 20; round++)
        {
            var purchaseId = $"pur_void_race_{round}";
            var charge = ChargeAsync(purchaseId);
            var voided = await VoidAsync(purchaseId) is VoidResult.Voided;

            Assert.NotEqual(voided, await charge is ChargeResult.Charged);
            Assert.Equal(voided ? 0 : 1, sandbox.Ledger.Read(purchaseId).Charges.Count);
        }
    }

    private Task<VoidResult> VoidAsync(string purchaseId) =>
        sandbox.Payments().VoidAsync(new VoidRequest(purchaseId, MinorUnits.FromAmount(99.99m, "USD")), default);

    private Task<ChargeResult> ChargeAsync(string purchaseId, string card = "pm_card_visa") =>
        sandbox.Payments().ChargeAsync(new ChargeRequest(purchaseId, MinorUnits.FromAmount(99.99m, "USD"), card), default);

    private Task<ChargeResult?> FindAsync(string purchaseId)
    {
        var now = sandbox.Time.GetUtcNow();
        return sandbox.Payments().FindChargeAsync(new ChargeLookup(purchaseId, now.AddMinutes(-5), now.AddMinutes(5)), default);
    }
}
