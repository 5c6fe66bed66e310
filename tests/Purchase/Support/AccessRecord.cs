using System.Collections.Concurrent;
using Local.Iam;

namespace Purchase.Tests.Support;

/// <summary>Every request for access that a cloud has decided about, each once.</summary>
public sealed class AccessRecord : IAccessObserver
{
    private readonly ConcurrentDictionary<string, (AccessRequest Request, Decision Decision)> heard = new(StringComparer.Ordinal);

    public IReadOnlyList<AccessRequest> Allowed => [.. heard.Values.Where(entry => entry.Decision == Decision.Allowed).Select(entry => entry.Request)];

    public IReadOnlyList<AccessRequest> Refused => [.. heard.Values.Where(entry => entry.Decision != Decision.Allowed).Select(entry => entry.Request)];

    /// <summary>Whether one of the allowed requests would be refused without the statement.</summary>
    public bool Needs(AttachedStatement statement, PolicyRegistry policies)
    {
        var rest = statement.Without(policies);
        return Allowed.Any(request => rest.Decide(request) != Decision.Allowed);
    }

    public void Decided(AccessRequest request, Decision decision) => heard.TryAdd($"{decision} {request}", (request, decision));
}

/// <summary>One statement of a policy, and where it is attached.</summary>
/// <param name="Owner">The resource of the template that brings it, as <c>stack/logical id</c>.</param>
public sealed record AttachedStatement(string Target, string Owner, PolicyStatement Statement)
{
    public bool IsOfARole => Target.Contains(":role/", StringComparison.Ordinal);

    /// <summary>Its first action, which tells it from the others of the same policy.</summary>
    public string FirstAction => Actions[0];

    public IReadOnlyList<string> Actions => Statement.Definition["Action"] switch
    {
        System.Text.Json.Nodes.JsonArray list => [.. list.Select(action => action!.ToString())],
        var one => [one!.ToString()],
    };

    public static IReadOnlyList<AttachedStatement> In(PolicyRegistry registry) =>
    [
        .. from policy in registry.All
           from statement in policy.Statements
           orderby policy.Owner
           select new AttachedStatement(policy.Target, policy.Owner, statement),
    ];

    /// <summary>Takes the statement out of what is attached.</summary>
    public void TakeOut(PolicyRegistry registry) => Put(registry, statement => statement != Statement);

    /// <summary>Puts the policy back as the template has it.</summary>
    /// <param name="template">All statements, from before the change.</param>
    public void PutBack(PolicyRegistry registry, IEnumerable<AttachedStatement> template) => registry.Put(
        Target, Owner, [.. template.Where(other => (other.Target, other.Owner) == (Target, Owner)).Select(other => other.Statement)]);

    /// <summary>All policies but this statement.</summary>
    public AccessRights Without(PolicyRegistry registry)
    {
        var rest = new PolicyRegistry();
        foreach (var (target, owner, statements) in registry.All)
            rest.Put(target, owner, statements);
        TakeOut(rest);
        return new AccessRights(rest, []);
    }

    private void Put(PolicyRegistry registry, Func<PolicyStatement, bool> keep) => registry.Put(
        Target, Owner, [.. registry.All.Single(policy => (policy.Target, policy.Owner) == (Target, Owner)).Statements.Where(keep)]);
}
