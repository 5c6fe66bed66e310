using Local.Deployment;
using Local.Endpoint;

namespace Local.CloudFront;

/// <summary>Registers the distribution.</summary>
internal static class CloudFrontPart
{
    public static IServiceCollection AddCloudFront(this IServiceCollection services) => services
        .AddSingleton<Distributions>()
        .AddSingleton<BucketReader>()
        .AddSingleton<Edge>()
        .AddSingleton<IPublicRoutes, PublicFront>()
        .AddSingleton<IResourceHandler, DistributionResources>();
}
