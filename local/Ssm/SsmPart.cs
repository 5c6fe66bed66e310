using Local.Deployment;
using Local.Endpoint;

namespace Local.Ssm;

/// <summary>Registers parameters.</summary>
internal static class SsmPart
{
    public static IServiceCollection AddSsm(this IServiceCollection services) => services
        .AddSingleton<IAwsService, SsmService>()
        .AddSingleton<IResourceHandler, ParameterResources>();
}
