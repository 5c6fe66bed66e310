using System.Collections.Concurrent;

namespace Local.Iam;

/// <summary>Decides who may do what.</summary>
public interface IAccessRights
{
    Decision Decide(AccessRequest request);
}

/// <summary>Decides by the policies of the templates who may do what.</summary>
public sealed class AccessRights(PolicyRegistry registry, IEnumerable<IAccessObserver> observers) : IAccessRights
{
    /// <summary>Objects and executions have ARNs of their own, so that the requests are without number.</summary>
    private const int Capacity = 10_000;

    private readonly IAccessObserver[] observers = [.. observers];
    private Remembered remembered = new(-1);

    /// <remarks>
    /// The statements that concern a principal, an action and a resource are looked for once; only their conditions are tested each
    /// time. A purchase makes about forty calls, and nearly all of them are like those of the purchase before.
    /// </remarks>
    public Decision Decide(AccessRequest request)
    {
        var known = remembered;
        if (known.Version != registry.Version || known.Statements.Count > Capacity)
            remembered = known = new(registry.Version);
        var (identity, resource) = known.Statements.GetOrAdd((request.Principal, request.Action, request.Resource), static (_, search) =>
            (Concerning(search.registry.Of(search.request.Principal), search.request),
             Concerning(search.registry.Of(OwnerOf(search.request.Resource)), search.request)), (registry, request));
        var decision = PolicyEvaluator.Decide(request, identity, resource, IsDecidedByResource(request));
        foreach (var observer in observers)
            observer.Decided(request, decision);
        return decision;
    }

    private static PolicyStatement[] Concerning(IReadOnlyList<PolicyStatement> statements, AccessRequest request) =>
        [.. statements.Where(statement => statement.Concerns(request))];

    /// <summary>Services have no policies of their own, and a key opens to nobody whom its policy doesn't name.</summary>
    private static bool IsDecidedByResource(AccessRequest request) =>
        !request.Principal.StartsWith("arn:", StringComparison.Ordinal) || request.Action.StartsWith("kms:", StringComparison.Ordinal);

    /// <summary>The policy of an object is its bucket's.</summary>
    private static string OwnerOf(string resource) =>
        resource.StartsWith("arn:aws:s3:::", StringComparison.Ordinal)
        && resource.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash
            ? resource[..slash]
            : resource;

    private sealed class Remembered(int version)
    {
        public int Version { get; } = version;

        public ConcurrentDictionary<(string Principal, string Action, string Resource), (PolicyStatement[], PolicyStatement[])> Statements
        {
            get;
        } = new();
    }
}
