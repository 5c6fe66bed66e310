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

    /// <summary>Purchases whose charge was made impossible.</summary>
    public HashSet<string> Voided { get; } = [];

    /// <summary>Where charges were looked for.</summary>
    public List<ChargeLookup> Lookups { get; } = [];

    /// <summary>The answer to a lookup, instead of what is true.</summary>
    public ChargeResult? Found { get; set; }

    /// <summary>The answer to a void, instead of what is true.</summary>
    public VoidResult? Void { get; set; }

    /// <summary>Called before each call, to crash there or to do something at the same time.</summary>
    public Action<string>? BeforeCall { get; set; }

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
        BeforeCall?.Invoke(nameof(ChargeAsync));
        ChargeCalls.Add(request);
        if (Voided.Contains(request.PurchaseId))
            return Task.FromResult<ChargeResult>(new ChargeResult.Unknown("400 idempotency_error"));
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

    public Task<ChargeResult?> FindChargeAsync(ChargeLookup lookup, CancellationToken cancellation)
    {
        BeforeCall?.Invoke(nameof(FindChargeAsync));
        lock (Lookups)
            Lookups.Add(lookup);
        return Task.FromResult(
            Found ?? (Charged.Contains(lookup.PurchaseId) ? new ChargeResult.Charged("pi_" + lookup.PurchaseId, "ch_1") : null));
    }

    public Task<VoidResult> VoidAsync(VoidRequest request, CancellationToken cancellation)
    {
        BeforeCall?.Invoke(nameof(VoidAsync));
        if (Void is not null)
            return Task.FromResult(Void);
        if (Charged.Contains(request.PurchaseId))
            return Task.FromResult<VoidResult>(new VoidResult.AttemptFound("400 idempotency_error"));
        lock (Voided)
            Voided.Add(request.PurchaseId);
        return Task.FromResult<VoidResult>(new VoidResult.Voided());
    }
}
