using Local.Deployment;
using Local.Endpoint;

namespace Local.SecretsManager;

/// <summary>Registers secrets.</summary>
internal static class SecretsManagerPart
{
    /// <param name="seeds">Values that some secrets have from the start.</param>
    public static IServiceCollection AddSecretsManager(this IServiceCollection services, SecretSeeds seeds) => services
        .AddSingleton(seeds)
        .AddSingleton<IAwsService, SecretsManagerService>()
        .AddSingleton<IResourceHandler, SecretResources>();
}
