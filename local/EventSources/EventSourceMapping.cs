namespace Local.EventSources;

/// <summary>Connects a queue or a stream with a function.</summary>
/// <param name="Function">Name or ARN of the function.</param>
/// <param name="BatchSize">The most records in one event.</param>
/// <param name="BatchingWindow">How long to gather records for one event; zero delivers what is there.</param>
/// <param name="Filters">A record is delivered when one of them matches, or when there is none.</param>
/// <param name="ReportsItemFailures">The function's answer names the records that failed.</param>
/// <param name="MaximumConcurrency">Queues: the most events at once, or null.</param>
/// <param name="Stream">Settings that only streams have; null for a queue.</param>
public sealed record EventSourceMapping(
    string Id,
    string SourceArn,
    string Function,
    int BatchSize,
    TimeSpan BatchingWindow,
    IReadOnlyList<EventPattern> Filters,
    bool ReportsItemFailures,
    int? MaximumConcurrency,
    StreamSettings? Stream)
{
    /// <summary>The queue's name, or the name of the table whose stream it is.</summary>
    public string SourceName
    {
        get
        {
            // arn:aws:sqs:region:account:queue, arn:aws:dynamodb:region:account:table/name/stream/label
            var source = SourceArn.Split(':', 6)[5];
            return source.StartsWith("table/", StringComparison.Ordinal) ? source.Split('/')[1] : source;
        }
    }
}

/// <summary>How a stream is read and what happens to records that fail.</summary>
/// <param name="FromLatest">Begin with the records written from now on, not with the oldest.</param>
/// <param name="BisectOnError">A batch that failed is split, so that one bad record doesn't fail the others.</param>
/// <param name="MaximumRetries">After this many further attempts a batch is given up; null tries until its records are too old.</param>
/// <param name="MaximumAge">Older records are given up; null keeps them for as long as the stream does, 24 h.</param>
/// <param name="FailureQueueArn">The queue that hears of batches given up, or null.</param>
public sealed record StreamSettings(bool FromLatest, bool BisectOnError, int? MaximumRetries, TimeSpan? MaximumAge, string? FailureQueueArn);
