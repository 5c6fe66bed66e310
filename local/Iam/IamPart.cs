using Local.Deployment;

namespace Local.Iam;

/// <summary>Registers roles and policies.</summary>
internal static class IamPart
{
    public static IServiceCollection AddIam(this IServiceCollection services) => services
        .AddSingleton<PolicyRegistry>()
        .AddSingleton<IResourceHandler, IdentityResources>();
}
