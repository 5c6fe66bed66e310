using Local.Faults;

namespace Local.Proof;

/// <summary>Buys once as each kind of buyer while nothing goes wrong, and notes the AWS calls that it takes.</summary>
internal sealed class CleanRun(Trial trial, TextWriter output)
{
    /// <exception cref="LocalCloudException">The promise doesn't hold even so.</exception>
    public async Task<IReadOnlyDictionary<BuyerKind, IReadOnlyList<RecordedCall>>> RecordAsync(int seed, CancellationToken stop)
    {
        var crowd = new Crowd(new Random(seed), $"clean-{seed}");
        var calls = new Dictionary<BuyerKind, IReadOnlyList<RecordedCall>>();
        foreach (var kind in Enum.GetValues<BuyerKind>())
        {
            var buyers = crowd.Next(kind);
            var before = trial.Faults.RecordedCalls.Count;
            await trial.RunAsync(buyers, buyers.Count, null, stop);
            var wrong = (await trial.JudgeAsync(buyers, stop)).SelectMany(judgement => judgement.Violations).ToList();
            if (wrong.Count > 0)
                throw new LocalCloudException($"Without any fault, a buyer of the kind {kind}: {string.Join(", ", wrong)}");
            var purchase = buyers[0].PurchaseId;
            calls[kind] = [.. trial.Faults.RecordedCalls.Skip(before).Where(call => call.PurchaseId is null || call.PurchaseId == purchase)];
            await output.WriteLineAsync($"Without faults: {kind}, {calls[kind].Count} AWS calls");
        }
        return calls;
    }
}
