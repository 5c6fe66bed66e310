using Local.Endpoint;

namespace Local.Crm;

/// <summary>How the CRM's sandbox is set up.</summary>
/// <param name="AccessToken">The one token that is accepted.</param>
internal sealed record CrmSandboxOptions(string AccessToken)
{
    /// <summary>What a contact may have: some of the properties that HubSpot has from the start, and those of this account's own.</summary>
    public IReadOnlySet<string> Properties { get; init; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "email", "firstname", "lastname", "company", "phone", "lifecyclestage",
        "saas_status", "saas_products", "saas_purchases", "saas_user_id",
    };
}

/// <summary>Registers the CRM's sandbox: HubSpot's contacts API below <c>/_local/crm/crm/v3</c>, its contacts at <c>/_local/crm</c>.</summary>
internal static class CrmPart
{
    public static IServiceCollection AddCrmSandbox(this IServiceCollection services, string accessToken) => services
        .AddSingleton(new CrmSandboxOptions(accessToken))
        .AddSingleton<CrmBooks>()
        .AddSingleton<CrmFaults>()
        .AddSingleton<CrmRequests>()
        .AddSingleton<IPublicRoutes, CrmRoutes>();
}
