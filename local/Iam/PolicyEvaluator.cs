namespace Local.Iam;

/// <summary>
/// Evaluates policies within one account: an explicit denial anywhere comes first; then one permission is enough, the principal's or the
/// resource's (IAM User Guide, policy evaluation logic).
/// </summary>
public static class PolicyEvaluator
{
    /// <param name="identity">The statements of the principal; a service has none.</param>
    /// <param name="resource">The statements of the resource's own policy.</param>
    /// <param name="decidedByResource">
    /// Nothing is allowed that the resource's policy doesn't allow or leave to the account: so it is with keys, and where services act.
    /// </param>
    public static Decision Decide(
        AccessRequest request,
        IReadOnlyList<PolicyStatement> identity,
        IReadOnlyList<PolicyStatement> resource,
        bool decidedByResource = false)
    {
        var (allowed, delegated) = (false, false);
        foreach (var statement in resource)
        {
            if (!statement.Concerns(request) || !statement.Names(request.Principal, out var delegates) || !statement.Holds(request))
                continue;
            if (statement.IsDeny)
                return Decision.DeniedByResourcePolicy;
            (allowed, delegated) = (allowed || !delegates, delegated || delegates);
        }
        var permitted = false;
        foreach (var statement in identity)
        {
            if (!statement.Concerns(request) || !statement.Holds(request))
                continue;
            if (statement.IsDeny)
                return Decision.DeniedByIdentityPolicy;
            permitted = true;
        }
        if (allowed)
            return Decision.Allowed;
        if (decidedByResource && !delegated)
            return Decision.NoResourcePolicy;
        return permitted ? Decision.Allowed : Decision.NoIdentityPolicy;
    }
}
