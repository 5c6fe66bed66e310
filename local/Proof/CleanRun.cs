using Local.Faults;

namespace Local.Proof;

/// <summary>Buys once as each kind of a crowd's buyers while nothing else goes wrong, and notes the AWS calls that it takes.</summary>
internal sealed class CleanRun(Trial trial, TextWriter output)
{
    /// <exception cref="LocalCloudException">The promise doesn't hold even so.</exception>
    public async Task<IReadOnlyDictionary<BuyerKind, IReadOnlyList<RecordedCall>>> RecordAsync(int seed, CancellationToken stop)
    {
        var crowd = new Crowd(new Random(seed), $"clean-{seed}");
        var calls = new Dictionary<BuyerKind, IReadOnlyList<RecordedCall>>();
        foreach (var kind in Crowd.Kinds)
            calls[kind] = await RecordAsync(crowd.Next(kind), [], stop);
        return calls;
    }

    /// <param name="given">Faults that are part of the way, such as a provider that doesn't answer.</param>
    /// <exception cref="LocalCloudException">The promise doesn't hold even so.</exception>
    public async Task<IReadOnlyList<RecordedCall>> RecordAsync(IReadOnlyList<Buyer> buyers, IReadOnlyList<FaultRule> given, CancellationToken stop)
    {
        var (kind, purchase) = (buyers[0].Kind, buyers[0].PurchaseId);
        var before = trial.Faults.RecordedCalls.Count;
        trial.Faults.Load(new FaultPlan(0, [.. given.Select(rule => rule with { PurchaseId = purchase })]));
        await trial.RunAsync(buyers, buyers.Count, null, stop);
        var wrong = (await trial.JudgeAsync(buyers, stop)).SelectMany(judgement => judgement.Violations).ToList();
        if (wrong.Count > 0)
            throw new LocalCloudException($"Without any other fault, a buyer of the kind {kind}: {string.Join(", ", wrong)}");
        var calls = trial.Faults.RecordedCalls.Skip(before).Where(call => call.PurchaseId is null || call.PurchaseId == purchase).ToList();
        await output.WriteLineAsync($"Without other faults: {kind}, {calls.Count} AWS calls");
        return calls;
    }
}
