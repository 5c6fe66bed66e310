namespace Local.Iam;

/// <summary>The outcome of evaluating the policies.</summary>
public enum Decision
{
    Allowed,

    /// <summary>No policy of the principal allows it.</summary>
    NoIdentityPolicy,

    /// <summary>The resource's own policy would have to allow it, and doesn't.</summary>
    NoResourcePolicy,

    /// <summary>A policy of the principal denies it.</summary>
    DeniedByIdentityPolicy,

    /// <summary>The resource's own policy denies it.</summary>
    DeniedByResourcePolicy,
}

/// <summary>Says of a refusal what AWS says.</summary>
public static class Refusals
{
    /// <param name="principal">The principal as AWS names it in messages.</param>
    public static string Message(string principal, AccessRequest request, Decision decision)
    {
        var reason = decision switch
        {
            Decision.NoIdentityPolicy => $"because no identity-based policy allows the {request.Action} action",
            Decision.NoResourcePolicy => $"because no resource-based policy allows the {request.Action} action",
            Decision.DeniedByIdentityPolicy => "with an explicit deny in an identity-based policy",
            Decision.DeniedByResourcePolicy => "with an explicit deny in a resource-based policy",
            _ => throw new ArgumentOutOfRangeException(nameof(decision), decision, "is no refusal"),
        };
        return $"User: {principal} is not authorized to perform: {request.Action} on resource: {request.Resource} {reason}";
    }

    /// <summary>A role's session, <c>arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION</c>.</summary>
    public static string Session(string roleArn, string session)
    {
        var account = roleArn.Split(':')[4];
        return $"arn:aws:sts::{account}:assumed-role/{roleArn[(roleArn.LastIndexOf('/') + 1)..]}/{session}";
    }
}
