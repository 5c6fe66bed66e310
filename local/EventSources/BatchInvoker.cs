using Local.Lambda;

namespace Local.EventSources;

/// <summary>Runs the function of a mapping with one batch, however long the function is throttled or taken down.</summary>
internal sealed class BatchInvoker(EventSourceMapping mapping, FunctionInvoker functions, TimeProvider clock)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(2);

    public string FunctionArn => functions.Describe(mapping.Function).Arn;

    public string FunctionName => functions.Describe(mapping.Function).ShortName;

    public int Capacity => functions.Capacity(mapping.Function);

    public TimeSpan Timeout => functions.Describe(mapping.Function).Timeout;

    public string RoleArn => functions.Describe(mapping.Function).RoleArn;

    /// <summary>Completes when the function isn't taken down.</summary>
    public Task WhenStarted => functions.WhenStarted(mapping.Function);

    /// <summary>The result, or null when the function could not take the batch before the deadline.</summary>
    public async Task<InvocationResult?> TryInvokeAsync(ReadOnlyMemory<byte> payload, DateTimeOffset deadline, CancellationToken stop)
    {
        for (var delay = FirstDelay; ; delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay)
        {
            try
            {
                return await functions.InvokeAsync(mapping.Function, payload, null, stop);
            }
            catch (FunctionThrottledException)
            {
                if (clock.GetUtcNow() >= deadline)
                    return null;
                // A function that was taken down may come back at any moment.
                await Task.WhenAny(WhenStarted is { IsCompleted: false } returns ? returns : Task.Delay(delay, clock, stop), Task.Delay(LongestDelay, clock, stop));
                stop.ThrowIfCancellationRequested();
            }
        }
    }
}
