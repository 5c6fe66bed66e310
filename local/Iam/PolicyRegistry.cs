using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Local.Iam;

/// <summary>The policies of the templates: those attached to roles, and those of topics, queues and buckets.</summary>
public sealed class PolicyRegistry
{
    private readonly ConcurrentDictionary<string, ImmutableList<JsonObject>> policies = new(StringComparer.Ordinal);

    /// <summary>The policy documents of a role (by ARN), topic (by ARN), queue (by URL) or bucket (by name).</summary>
    public IReadOnlyList<JsonObject> Of(string principalOrResource) => policies.GetValueOrDefault(principalOrResource, []);

    internal void Attach(string principalOrResource, JsonObject document) =>
        policies.AddOrUpdate(principalOrResource, [document], (_, attached) => attached.Add(document));
}
