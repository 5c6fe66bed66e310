using System.Collections.Concurrent;

namespace Local.Endpoint;

/// <summary>An operation of a service, for instance <c>sqs</c> and <c>ReceiveMessage</c>.</summary>
public readonly record struct AwsOperation(string Service, string Name);

/// <summary>Counts the calls that reach the AWS endpoint.</summary>
public sealed class CallCounter
{
    private readonly ConcurrentDictionary<AwsOperation, StrongBox> counts = new();

    /// <summary>Counts one call.</summary>
    public void Count(string service, string operation) =>
        Interlocked.Increment(ref counts.GetOrAdd(new AwsOperation(service, operation), static _ => new StrongBox()).Value);

    /// <summary>The calls so far. Take one snapshot before and one after, and subtract.</summary>
    public IReadOnlyDictionary<AwsOperation, long> Snapshot() =>
        counts.ToDictionary(entry => entry.Key, entry => Volatile.Read(ref entry.Value.Value));

    private sealed class StrongBox
    {
        public long Value;
    }
}
