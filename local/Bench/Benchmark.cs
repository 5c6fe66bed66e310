using System.Collections.Concurrent;
using Local.Endpoint;

namespace Local.Bench;

/// <summary>Makes purchases, so many at a time, and waits for the login link of each.</summary>
internal sealed class Benchmark(ShopClient shop, CallCounter calls, TimeProvider time, TextWriter progress)
{
    /// <summary>Between two looks at a purchase's status: short against what is measured, long against what a look costs.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly ConcurrentBag<TimeSpan> checkouts = [];
    private readonly ConcurrentBag<TimeSpan> logins = [];
    private readonly ConcurrentDictionary<string, int> failures = new();

    public async Task<BenchReport> RunAsync(int purchases, int concurrency, CancellationToken cancellation)
    {
        await RunManyAsync(Math.Max(2 * concurrency, 20), concurrency, cancellation);
        await progress.WriteLineAsync($"Warm: {logins.Count} purchases. Measuring {purchases} purchases, {concurrency} at a time …");
        checkouts.Clear();
        logins.Clear();
        failures.Clear();

        var before = calls.Snapshot();
        var started = time.GetTimestamp();
        await RunManyAsync(purchases, concurrency, cancellation);
        var elapsed = time.GetElapsedTime(started);

        var after = calls.Snapshot();
        var made = after.Select(call => (call.Key, Count: call.Value - before.GetValueOrDefault(call.Key))).Where(call => call.Count > 0)
            .ToDictionary(call => call.Key, call => call.Count);
        return new BenchReport(
            purchases, concurrency, elapsed, new Latencies([.. checkouts]), new Latencies([.. logins]), made, new Dictionary<string, int>(failures));
    }

    private Task RunManyAsync(int purchases, int concurrency, CancellationToken cancellation) => Parallel.ForEachAsync(
        Enumerable.Range(0, purchases), new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellation },
        async (_, stop) =>
        {
            try
            {
                await PurchaseAsync(stop);
            }
            catch (Exception e) when (e is HttpRequestException or TimeoutException)
            {
                // Not lost: counted, printed, and the exit code tells.
                failures.AddOrUpdate(e.Message, 1, (_, count) => count + 1);
            }
        });

    private async Task PurchaseAsync(CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        var purchase = await shop.CheckoutAsync(cancellation);
        var accepted = time.GetTimestamp();
        checkouts.Add(time.GetElapsedTime(started, accepted));

        while (time.GetElapsedTime(accepted) < Patience)
        {
            var (status, login) = await shop.StatusAsync(purchase, cancellation);
            if (login)
            {
                logins.Add(time.GetElapsedTime(accepted));
                return;
            }
            if (status is not ("PAID" or "PAYMENT_PENDING" or "COMPLETED"))
                throw new HttpRequestException($"A purchase ended {status}.");
            await Task.Delay(PollInterval, time, cancellation);
        }
        throw new TimeoutException($"A purchase had no login after {Patience.TotalSeconds:0} s.");
    }
}
