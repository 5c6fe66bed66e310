using Local.Deployment;
using Local.Endpoint;

namespace Local.Kms;

/// <summary>Registers keys.</summary>
internal static class KmsPart
{
    public static IServiceCollection AddKms(this IServiceCollection services) => services
        .AddSingleton<IAwsService, KmsService>()
        .AddSingleton<IResourceHandler, KeyResources>();
}
