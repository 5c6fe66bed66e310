using Local.Deployment;

namespace Local.Analytics;

/// <summary>Registers what analysts' engines would read of the templates.</summary>
internal static class AnalyticsPart
{
    public static IServiceCollection AddAnalytics(this IServiceCollection services) => services
        .AddSingleton<IResourceHandler, CatalogResources>();
}
