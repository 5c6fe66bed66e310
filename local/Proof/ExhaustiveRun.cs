using System.Globalization;
using Local.Faults;

namespace Local.Proof;

/// <summary>A crash before and a crash after every AWS call of every function, one at a time, each followed by the audit.</summary>
internal sealed class ExhaustiveRun(Trial trial, TextWriter output)
{
    /// <summary>Whoever waits asks as often as time allows: how many of these calls there are is different in each run.</summary>
    private static readonly string[] Polled = ["Bff", "ShowPurchase", "OfferLogin"];

    public async Task<bool> RunAsync(int seed, CancellationToken stop)
    {
        var crowd = new Crowd(new Random(seed), string.Create(CultureInfo.InvariantCulture, $"exhaustive-{seed}"));
        var crashes = new List<(Way Way, Crash Crash)>();
        foreach (var way in Way.All)
        {
            await trial.CoolDownAsync();
            var calls = await new CleanRun(trial, output).RecordAsync(crowd.Next(way.Kind), way.Given, stop);
            crashes.AddRange(CrashesAt(calls.Where(call => way.Only?.Contains(call.Function) != false)).Select(crash => (way, crash)));
        }
        await output.WriteLineAsync($"{crashes.Count} crashes, one at a time");

        var began = TimeProvider.System.GetTimestamp();
        var judgements = new List<Judgement>();
        var left = new List<string>();
        var missed = new List<(Way Way, Crash Crash)>();
        foreach (var (way, crash) in crashes)
        {
            var buyer = crowd.Next(way.Kind)[0];
            if (crash.IsAtStart)
                await trial.CoolDownAsync(crash.Rule.Function);
            trial.Faults.Load(new FaultPlan(seed, [.. way.Given.Select(rule => rule with { PurchaseId = buyer.PurchaseId }), crash.For(buyer)]));
            var before = trial.Faults.Log.Count;
            left.AddRange(await trial.RunAsync([buyer], 1, null, stop));
            var judged = (await trial.JudgeAsync([buyer], stop))[0];
            // A call that is about no purchase is part of this one's story all the same: it goes through it alone.
            judged = judged with { Faults = [.. trial.Faults.Log.Skip(before)] };
            judgements.Add(judged);
            if (!judged.Faults.Any(crash.IsSeenIn))
                missed.Add((way, crash));
            if (judgements.Count % 25 == 0)
                await output.WriteLineAsync($"{judgements.Count} of {crashes.Count} crashes");
        }
        return await ReportAsync(judgements, left, missed, seed, TimeProvider.System.GetElapsedTime(began), stop);
    }

    private async Task<bool> ReportAsync(
        List<Judgement> judgements, List<string> left, List<(Way Way, Crash Crash)> missed, int seed, TimeSpan took, CancellationToken stop)
    {
        var report = new ProofReport(output);
        report.Print(judgements);
        foreach (var (way, crash) in missed)
            await output.WriteLineAsync($"did not come to pass: {way.Kind}: {crash}");
        // How often a function has to look depends on time; that it was crashed at each of its calls must not.
        var spared = missed.Where(miss => !judgements.Any(judgement => judgement.Faults.Any(miss.Crash.IsSeenIn))).ToList();
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{judgements.Count - missed.Count} of {judgements.Count} crashes came to pass, seed {seed}, {took.TotalSeconds:0} s"));
        string[] wrong = [.. left, .. await trial.UsersWithOneAddressAsync(stop), .. spared.Select(miss => $"never struck on any way: {miss.Crash}")];
        return await report.ConcludeAsync(judgements, wrong, $"faults --exhaustive --seed {seed}", trial);
    }

    private static IEnumerable<Crash> CrashesAt(IEnumerable<RecordedCall> calls) =>
        from call in calls.Where(call => call.Function != RandomPlan.Saga)
            .GroupBy(call => (call.Function, call.Call, IsOfNoPurchase: call.PurchaseId is null))
        from nth in Enumerable.Range(1, Polled.Contains(call.Key.Function) || call.Key.IsOfNoPurchase ? 1 : call.Count())
        from kind in (FaultKind[])[FaultKind.CrashBefore, FaultKind.CrashAfter]
        select new Crash(new FaultRule(kind) { Function = call.Key.Function, Call = call.Key.Call, Nth = nth }, call.Key.IsOfNoPurchase);

    private sealed record Crash(FaultRule Rule, bool IsOfNoPurchase)
    {
        /// <summary>What is read once in the life of a process: the process has to be a new one.</summary>
        public bool IsAtStart => Rule.Call is "secretsmanager:GetSecretValue" or "kms:GetPublicKey";

        public FaultRule For(Buyer buyer) => IsOfNoPurchase ? Rule : Rule with { PurchaseId = buyer.PurchaseId };

        public bool IsSeenIn(InjectedFault fault) => (fault.Kind, fault.Function, fault.Place) == (Rule.Kind, Rule.Function, Rule.Call);

        public override string ToString() => $"{Rule.Kind.Name()} at {Rule.Function} {Rule.Call} #{Rule.Nth}";
    }
}
