namespace Local.Processes;

/// <summary>Runs several pieces of work at once.</summary>
internal static class Together
{
    /// <summary>Ends when all have ended; one failing stops the others.</summary>
    public static async Task RunAsync(CancellationToken cancellation, params Func<CancellationToken, Task>[] works)
    {
        using var failing = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var running = works.Select(work => work(failing.Token)).ToList();
        await foreach (var done in Task.WhenEach(running))
        {
            if (!done.IsCompletedSuccessfully)
                await failing.CancelAsync();
        }
        await Task.WhenAll(running);
    }
}
