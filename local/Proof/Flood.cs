using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Local.Bench;
using Local.Lambda;

namespace Local.Proof;

/// <summary>
/// More checkouts than the API admits, a service that is down all the while, and a message in each queue that nobody can read. Whoever is turned
/// away comes again; in the end everybody has what they paid for.
/// </summary>
internal sealed class Flood(LocalCloud cloud, Trial trial, TextWriter output)
{
    private const int Clients = 64;

    private readonly FunctionInvoker functions = cloud.Services.GetRequiredService<FunctionInvoker>();

    /// <param name="down">The short name of the function that is down until the last checkout is accepted.</param>
    /// <returns>Whether everything that was accepted came to its promised end, and nothing else is left over.</returns>
    public async Task<bool> RunAsync(int checkouts, string down, CancellationToken stop)
    {
        var name = functions.Functions.Single(function => function.Name.Contains(down, StringComparison.Ordinal)).Name;
        var crowd = new Crowd(new Random(1), $"flood-{Guid.NewGuid():n}");
        var buyers = Enumerable.Range(0, checkouts).SelectMany(_ => crowd.Next(BuyerKind.New)).ToList();
        var poisoned = await trial.PoisonAsync(stop);
        await functions.StopFunctionAsync(name);
        await output.WriteLineAsync($"{poisoned} queues hold a message that nobody can read; {down} is down. {checkouts} checkouts, {Clients} clients …");

        using var flood = new FloodClient(cloud.PublicUrl);
        var began = TimeProvider.System.GetTimestamp();
        await Parallel.ForEachAsync(
            buyers, new ParallelOptions { MaxDegreeOfParallelism = Clients, CancellationToken = stop },
            async (buyer, cancellation) => await flood.CheckOutAsync(buyer, cancellation));
        var took = TimeProvider.System.GetElapsedTime(began);
        var latencies = new Latencies(flood.Accepted);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"accepted {flood.Accepted.Count} in {took.TotalSeconds:0} s ({checkouts / took.TotalSeconds:0}/s), turned away with 429 {flood.TurnedAway} times, with anything else {flood.Refused}; an accepted one took {latencies}"));

        began = TimeProvider.System.GetTimestamp();
        await functions.StartFunctionAsync(name);
        var left = await trial.RunAsync([], 1, null, stop);
        took = TimeProvider.System.GetElapsedTime(began);
        var judgements = await trial.JudgeAsync(buyers, stop);
        var delivered = judgements.Count(judgement => judgement is { Outcome: Outcome.Delivered, Violations.Count: 0 });
        var dead = await trial.DeadLettersAsync(stop);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{down} is back: {delivered} purchases delivered within {took.TotalSeconds:0} s ({checkouts / took.TotalSeconds:0}/s); {dead} messages in DLQs, {poisoned} of them poison"));
        string[] wrong =
        [
            .. left,
            .. delivered == checkouts ? (string[])[] : [$"{checkouts - delivered} accepted checkouts were not delivered"],
            .. dead == poisoned ? (string[])[] : [$"{dead} messages in DLQs instead of {poisoned}"],
        ];
        return await new ProofReport(output).ConcludeAsync(judgements, wrong, $"flood --checkouts {checkouts}", trial);
    }

    private sealed class FloodClient(Uri shop) : IDisposable
    {
        private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

        private readonly HttpClient http = new() { BaseAddress = shop, Timeout = TimeSpan.FromSeconds(60) };
        private readonly ConcurrentBag<TimeSpan> accepted = [];
        private int turnedAway;
        private int refused;

        public IReadOnlyCollection<TimeSpan> Accepted => accepted;

        public int TurnedAway => turnedAway;

        public int Refused => refused;

        public void Dispose() => http.Dispose();

        public async Task CheckOutAsync(Buyer buyer, CancellationToken stop)
        {
            while (true)
            {
                var began = TimeProvider.System.GetTimestamp();
                using var request = buyer.Checkout();
                using var response = await http.SendAsync(request, stop);
                switch (response.StatusCode)
                {
                    case HttpStatusCode.Accepted:
                        accepted.Add(TimeProvider.System.GetElapsedTime(began));
                        return;
                    case HttpStatusCode.TooManyRequests:
                        Interlocked.Increment(ref turnedAway);
                        break;
                    default:
                        Interlocked.Increment(ref refused);
                        break;
                }
                // In the machine's time: the load is real.
                await Task.Delay(response.Headers.RetryAfter?.Delta is { } asked && asked > Pause ? asked : Pause, stop);
            }
        }
    }
}
