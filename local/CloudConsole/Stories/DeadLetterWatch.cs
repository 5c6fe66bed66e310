using System.Globalization;
using Local.Ops.Aws;
using Local.Ops.Facts;
using Local.Ops.Queues;

namespace Local.CloudConsole.Stories;

/// <summary>
/// Knows what is in the dead-letter queues. A look counts as a receive and hides the messages for a moment, so that the queues are
/// looked into only when their numbers have changed.
/// </summary>
internal sealed class DeadLetterWatch : IDisposable
{
    private readonly SemaphoreSlim one = new(1);
    private (string Counts, IReadOnlyList<DeadLetter> Letters) seen = ("", []);

    public async Task<IReadOnlyList<DeadLetter>> ReadAsync(OperatorAws aws, CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            return await LookAsync(new DeadLetters(aws), aws, cancellation);
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private async Task<IReadOnlyList<DeadLetter>> LookAsync(DeadLetters queues, OperatorAws aws, CancellationToken cancellation)
    {
        var counts = await Task.WhenAll(aws.Map.DeadLetterQueues.Select(async queue =>
        {
            var (messages, hidden) = await queues.CountAsync(await queues.UrlAsync(queue, cancellation), cancellation);
            return (messages + hidden).ToString(CultureInfo.InvariantCulture);
        }));
        var now = string.Join(' ', counts);
        if (now != seen.Counts)
            seen = (now, await queues.PeekAllAsync(cancellation));
        return seen.Letters;
    }
}
