using Local.Clock;
using Local.Faults;

namespace Local.Proof;

/// <summary>Lets everything come to its end: whenever nothing moves any more, it moves the clock, as far as something may still come of it.</summary>
internal sealed class Settlement(CloudActivity activity, MovableClock clock, OpenWork work)
{
    /// <summary>How long the cloud may be busy without a pause once all buyers are served, in the machine's time: so long, and longer the more there were.</summary>
    private static readonly TimeSpan BusyLimit = TimeSpan.FromMinutes(5), BusyLimitPerBuyer = TimeSpan.FromMilliseconds(150);

    /// <summary>While buyers wait for what only time brings: the end of a lease, of a visibility timeout.</summary>
    private static readonly TimeSpan BuyersStep = TimeSpan.FromSeconds(61);

    /// <summary>How late a table's stream may show a write on a busy machine. Where the clock is moved on, the next step makes up for it.</summary>
    private static readonly TimeSpan LateRecord = TimeSpan.FromSeconds(3);

    /// <summary>Past visibility timeouts first, then past the reconciler's patience, then past five days of refunds. Ten days in all.</summary>
    private static readonly TimeSpan[] Steps =
    [
        .. Enumerable.Repeat(TimeSpan.FromSeconds(61), 8),
        .. Enumerable.Repeat(TimeSpan.FromMinutes(5.1), 8),
        .. Enumerable.Repeat(TimeSpan.FromHours(6), 40),
    ];

    /// <summary>How far the clock was moved on.</summary>
    public TimeSpan Moved { get; private set; }

    /// <summary>Waits until nothing moves any more, and leaves the clock alone.</summary>
    public async Task RestAsync(CancellationToken stop)
    {
        await activity.WhenQuietAsync(BusyLimit, stop);
        await Task.Delay(LateRecord, TimeProvider.System, stop);
        await activity.WhenQuietAsync(BusyLimit, stop);
    }

    /// <param name="buyers">Completes when all are served.</param>
    /// <param name="count">How many they are: their backlog may take as long.</param>
    /// <returns>What has not ended in spite of all the time; empty when everything has.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(Task buyers, int count, CancellationToken stop)
    {
        var limit = BusyLimit + (count * BusyLimitPerBuyer);
        while (!buyers.IsCompleted)
        {
            var quiet = activity.WhenQuietAsync(TimeSpan.MaxValue, stop); // as long as buyers come, it may never be
            if (await Task.WhenAny(buyers, quiet) == buyers)
                break;
            await quiet; // cancelled: the clock must not run on
            Advance(BuyersStep);
        }
        await buyers;
        try
        {
            foreach (var step in Steps)
            {
                await activity.WhenQuietAsync(limit, stop);
                if (await work.ListAsync(stop) is { Count: 0 })
                    return [];
                Advance(step);
            }
            await activity.WhenQuietAsync(limit, stop);
            return await work.ListAsync(stop);
        }
        catch (TimeoutException busy)
        {
            return [busy.Message, .. await work.ListAsync(stop)]; // the books are still worth reading
        }
    }

    private void Advance(TimeSpan step)
    {
        clock.Advance(step);
        Moved += step;
    }
}
