using Local.Endpoint;
using Local.Template;

namespace Local.Deployment;

/// <summary>Registers the deployer and the resources that only watch.</summary>
internal static class DeploymentPart
{
    public static IServiceCollection AddDeployment(this IServiceCollection services) => services
        .AddSingleton<DeployedAssets>()
        .AddSingleton<IAssetCatalog>(provider => provider.GetRequiredService<DeployedAssets>())
        .AddSingleton<ParameterValues>()
        .AddSingleton<Deployer>()
        .AddSingleton<LaterStacks>()
        .AddSingleton<LaterDeployments>()
        .AddSingleton<IPublicRoutes, DeploymentRoutes>()
        .AddSingleton<IResourceHandler, PassiveResources>();
}
