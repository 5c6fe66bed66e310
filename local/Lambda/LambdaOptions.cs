namespace Local.Lambda;

/// <summary>How the local cloud runs functions.</summary>
public sealed record LambdaOptions
{
    public string Region { get; init; } = "eu-west-1";

    public string AccountId { get; init; } = "000000000000";

    /// <summary>The most processes of one function; further invocations wait for one of them, as AWS has room that this machine lacks.</summary>
    public int ProcessesPerFunction { get; init; } = 4;

    /// <summary>
    /// How long an invocation waits for a busy process before another one is started. A .NET process takes longer to start
    /// than most events take to handle, so growing at once, as AWS does, makes a burst slower here.
    /// </summary>
    public TimeSpan ScaleOutDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a process may take to its first request for an event. AWS gives 10 s; several start at once here.</summary>
    public TimeSpan InitTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many functions are started at once before the first event.</summary>
    public int PrewarmParallelism { get; init; } = 3;

    /// <summary>Log lines kept per function.</summary>
    public int LogLines { get; init; } = 2000;
}
