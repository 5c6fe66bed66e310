using Local.Ops.Aws;
using Local.Ops.Facts;

namespace Local.Ops.Timelines;

/// <summary>Reads the timelines of purchases.</summary>
internal sealed class Timeline(OperatorAws aws, TimeProvider time) : IDisposable
{
    private readonly FactsReader facts = new(aws);

    /// <summary>The timelines of a local cloud or of another endpoint with the same names.</summary>
    public static async Task<Timeline> ConnectAsync(Uri endpoint, TimeProvider time, CancellationToken cancellation = default) =>
        new(await OperatorAws.ConnectAsync(OperatorTarget.Emulator(endpoint), cancellation), time);

    /// <returns>Null when there is no such purchase.</returns>
    public async Task<PurchaseTimeline?> ReadAsync(string purchaseId, CancellationToken cancellation = default) =>
        await facts.ReadAsync(purchaseId, cancellation) is { } known ? PurchaseTimeline.Of(known, time.GetUtcNow()) : null;

    public void Dispose() => aws.Dispose();
}
