using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Local.Iam;

/// <summary>The policies of the templates, by the ARN of what they are attached to: a role, a topic, queue, key or bucket.</summary>
public sealed class PolicyRegistry
{
    private readonly ConcurrentDictionary<string, ImmutableDictionary<string, IReadOnlyList<PolicyStatement>>> policies =
        new(StringComparer.Ordinal);

    private int version;

    /// <summary>Grows with every change.</summary>
    internal int Version => Volatile.Read(ref version);

    /// <summary>Everything that is attached: to what, by which resource of a template, and the statements.</summary>
    public IEnumerable<(string Target, string Owner, IReadOnlyList<PolicyStatement> Statements)> All =>
        from target in policies
        from policy in target.Value
        select (target.Key, policy.Key, policy.Value);

    /// <summary>The statements of a role or of a resource's own policy.</summary>
    public IReadOnlyList<PolicyStatement> Of(string target) =>
        policies.TryGetValue(target, out var attached) ? [.. attached.Values.SelectMany(statements => statements)] : [];

    /// <summary>Attaches a policy, in the place of the one that the same owner has attached there before.</summary>
    public void Put(string target, string owner, IReadOnlyList<PolicyStatement> statements)
    {
        var none = ImmutableDictionary<string, IReadOnlyList<PolicyStatement>>.Empty;
        policies.AddOrUpdate(target, _ => none.Add(owner, statements), (_, attached) => attached.SetItem(owner, statements));
        Interlocked.Increment(ref version);
    }
}
