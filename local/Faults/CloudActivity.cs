namespace Local.Faults;

/// <summary>Tells whether anything goes on in the local cloud, or all of it waits for its clock or for somebody outside.</summary>
public sealed class CloudActivity
{
    /// <summary>What keeps the cloud from being quiet at this moment, for messages; empty when it is quiet.</summary>
    public Task<IReadOnlyList<string>> BusyAsync(CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>Completes once nothing goes on that doesn't wait for the clock.</summary>
    /// <exception cref="TimeoutException">It was not quiet within the limit; the message says what was going on.</exception>
    public Task WhenQuietAsync(TimeSpan limit, CancellationToken cancellation = default) => throw new NotImplementedException();
}
