using System.Text.Json.Nodes;

namespace Local.Iam;

/// <summary>Whom a statement of a resource's policy is about.</summary>
internal sealed class PolicyPrincipals
{
    private readonly string[] accounts;
    private readonly string[] services;

    private PolicyPrincipals(string[] accounts, string[] services) => (this.accounts, this.services) = (accounts, services);

    /// <exception cref="PolicyException">There is a kind of principal that nobody has here.</exception>
    public static PolicyPrincipals Parse(JsonNode element)
    {
        if (element is not JsonObject kinds)
            return element.ToString() == "*" ? new(["*"], ["*"]) : throw new PolicyException($"has the Principal {element}");
        return kinds.FirstOrDefault(kind => kind.Key is not ("AWS" or "Service")).Key is { } unknown
            ? throw new PolicyException($"has a Principal of the kind {unknown}, which isn't known here")
            : new(PolicyStatement.Texts(kinds["AWS"]), PolicyStatement.Texts(kinds["Service"]));
    }

    /// <param name="delegates">They are the principal's whole account: it leaves the decision to the account's own policies.</param>
    public bool Include(string principal, out bool delegates)
    {
        delegates = false;
        if (!principal.StartsWith("arn:", StringComparison.Ordinal))
            return services.Contains(principal) || services.Contains("*");
        if (accounts.Contains("*") || accounts.Contains(principal))
            return true;
        var account = principal.Split(':')[4];
        delegates = accounts.Contains(account) || accounts.Contains($"arn:aws:iam::{account}:root");
        return delegates;
    }
}
