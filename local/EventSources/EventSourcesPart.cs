using Local.Deployment;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Local.EventSources;

/// <summary>Registers event source mappings and their pollers.</summary>
public static class EventSourcesPart
{
    public static IServiceCollection AddEventSources(this IServiceCollection services)
    {
        services.TryAddSingleton<EventSourceOptions>();
        return services
            .AddSingleton<SourceRights>()
            .AddSingleton<EventSourcePollers>()
            .AddSingleton<ILocalPart>(provider => provider.GetRequiredService<EventSourcePollers>())
            .AddSingleton<IResourceHandler, EventSourceResources>();
    }
}
