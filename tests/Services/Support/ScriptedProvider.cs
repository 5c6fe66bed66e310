using BillingGates.Payments;

namespace Services.Tests.Support;

/// <summary>Stands for the payment provider: gives the answers it was told to, charging once per purchase as the real one does.</summary>
internal sealed class ScriptedProvider : IPaymentProvider
{
    private readonly Queue<ChargeResult> charges = new();

    /// <summary>Purchases that were really charged.</summary>
    public HashSet<string> Charged { get; } = [];

    public List<ChargeRequest> ChargeCalls { get; } = [];

    public List<RefundRequest> RefundCalls { get; } = [];

    public RefundResult Refund { get; set; } = new RefundResult.Refunded("re_1");

    /// <summary>The next charge is answered so, whatever happens to the money; <see cref="ChargeResult.Unknown"/> takes it.</summary>
    public ScriptedProvider Answers(params ChargeResult[] results)
    {
        foreach (var result in results)
            charges.Enqueue(result);
        return this;
    }

    public Task<ChargeResult> ChargeAsync(ChargeRequest request, CancellationToken cancellation)
    {
        ChargeCalls.Add(request);
        var result = charges.TryDequeue(out var scripted) ? scripted : new ChargeResult.Charged("pi_" + request.PurchaseId, "ch_1");
        if (result is ChargeResult.Charged or ChargeResult.Unknown)
            Charged.Add(request.PurchaseId);
        return Task.FromResult(result);
    }

    public Task<RefundResult> RefundAsync(RefundRequest request, CancellationToken cancellation)
    {
        RefundCalls.Add(request);
        return Task.FromResult(Refund);
    }

    public Task<ChargeResult?> FindChargeAsync(ChargeLookup lookup, CancellationToken cancellation) => Task.FromResult<ChargeResult?>(
        Charged.Contains(lookup.PurchaseId) ? new ChargeResult.Charged("pi_" + lookup.PurchaseId, "ch_1") : null);
}
