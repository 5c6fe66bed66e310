namespace Local.EventSources;

/// <summary>Tells whether a source has something that its function is going to get.</summary>
internal interface ISourceActivity
{
    /// <summary>What there is, or null when there is nothing, or nobody who would take it.</summary>
    /// <param name="lastWrite">When a table was last written to, as a time stamp of the machine.</param>
    Task<string?> BusyAsync(long lastWrite, CancellationToken cancellation);
}
