using System.Globalization;
using Local.Faults;

namespace Local.Proof;

/// <summary>A crash before and a crash after every AWS call of every function, one at a time, each followed by the audit.</summary>
internal sealed class ExhaustiveRun(Trial trial, TextWriter output)
{
    /// <summary>The kinds of buyers that between them take every way through the platform.</summary>
    private static readonly BuyerKind[] Ways = [BuyerKind.New, BuyerKind.Returning, BuyerKind.Declined, BuyerKind.Blocked];

    private static readonly FaultKind[] Crashes = [FaultKind.CrashBefore, FaultKind.CrashAfter];

    public async Task<bool> RunAsync(int seed, CancellationToken stop)
    {
        var places = await new CleanRun(trial, output).RecordAsync(seed, stop);
        var crowd = new Crowd(new Random(seed), string.Create(CultureInfo.InvariantCulture, $"exhaustive-{seed}"));
        crowd.Next(BuyerKind.New); // somebody for the returning ones to be
        var rules = Ways.SelectMany(way => RulesOf(places[way]).Select(rule => (Way: way, Rule: rule))).ToList();
        output.WriteLine($"{rules.Count} crashes, one at a time");

        var began = TimeProvider.System.GetTimestamp();
        var judgements = new List<Judgement>();
        var left = new List<string>();
        var missed = new List<string>();
        foreach (var (way, rule) in rules)
        {
            var buyers = crowd.Next(way);
            trial.Faults.Load(new FaultPlan(seed, [rule with { PurchaseId = buyers[0].PurchaseId }]));
            left.AddRange(await trial.RunAsync(buyers, buyers.Count, null, stop));
            var judged = await trial.JudgeAsync(buyers, stop);
            judgements.AddRange(judged);
            if (judged[0].Faults.Count == 0)
                missed.Add($"{way}: {rule.Kind.Name()} at {rule.Function} {rule.Call} #{rule.Nth}");
            if (judgements.Count % 25 == 0)
                output.WriteLine($"{judgements.Count} of {rules.Count} crashes");
        }
        var report = new ProofReport(output);
        report.Print(judgements);
        foreach (var miss in missed)
            output.WriteLine($"did not come to pass: {miss}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{rules.Count - missed.Count} crashes of {rules.Count} struck, seed {seed}, {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0} s"));
        return await report.ConcludeAsync(
            judgements, [.. left, .. await trial.UsersWithOneAddressAsync(stop)], $"faults --exhaustive --seed {seed}", trial) && missed.Count == 0;
    }

    private static IEnumerable<FaultRule> RulesOf(IReadOnlyList<RecordedCall> calls) =>
        from call in calls.Where(call => call.PurchaseId is not null).GroupBy(call => (call.Function, call.Call))
        from nth in Enumerable.Range(1, call.Count())
        from crash in Crashes
        where RandomPlan.IsPossible(crash, call.First())
        select new FaultRule(crash) { Function = call.Key.Function, Call = call.Key.Call, Nth = nth };
}
