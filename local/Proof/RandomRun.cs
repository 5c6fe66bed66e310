using System.Globalization;
using Local.Faults;

namespace Local.Proof;

/// <summary>Many purchases under random faults.</summary>
/// <param name="concurrency">Many buyers at once: one whom a fault has hit waits for the clock, which moves when all wait.</param>
internal sealed class RandomRun(Trial trial, int concurrency, TextWriter output)
{
    /// <returns>Whether the promise held for all.</returns>
    public async Task<bool> RunAsync(int purchases, int seed, CancellationToken stop)
    {
        var places = await new CleanRun(trial, output).RecordAsync(seed, stop);
        var random = new Random(seed);
        var buyers = new Crowd(random, string.Create(CultureInfo.InvariantCulture, $"{seed}")).Gather(purchases);
        var plan = new RandomPlan(random, places, purchases);
        trial.Faults.Load(new FaultPlan(seed, [.. buyers.SelectMany(plan.For)]));

        var began = TimeProvider.System.GetTimestamp();
        var sent = 0;
        var left = await trial.RunAsync(buyers, concurrency, () =>
        {
            if (Interlocked.Increment(ref sent) % 250 == 0)
                output.WriteLine($"{sent} of {buyers.Count} buyers are served; {trial.Faults.Log.Count} faults so far");
        }, stop);
        var took = TimeProvider.System.GetElapsedTime(began);

        var judgements = await trial.JudgeAsync(buyers, stop);
        var report = new ProofReport(output);
        report.Print(judgements);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{buyers.Count} purchases, {trial.Faults.Log.Count} faults, seed {seed}, {took.TotalSeconds:0} s, {trial.Redriven} messages redriven from DLQs, the cloud's clock moved on by {trial.Moved.TotalHours:0.0} h"));
        return await report.ConcludeAsync(
            judgements, [.. left, .. await trial.UsersWithOneAddressAsync(stop)], $"faults --purchases {purchases} --seed {seed}", trial);
    }
}
