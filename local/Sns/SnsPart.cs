using Local.Deployment;

namespace Local.Sns;

/// <summary>Registers topics and subscriptions.</summary>
internal static class SnsPart
{
    public static IServiceCollection AddSns(this IServiceCollection services) => services
        .AddSingleton<IResourceHandler, TopicResources>()
        .AddSingleton<DeliveryRights>()
        .AddSingleton<ILocalPart>(provider => provider.GetRequiredService<DeliveryRights>());
}
