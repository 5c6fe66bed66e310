using Local.Deployment;

namespace Local.Schedules;

/// <summary>Registers EventBridge, as far as it runs functions by the clock.</summary>
internal static class SchedulesPart
{
    public static IServiceCollection AddSchedules(this IServiceCollection services) => services
        .AddSingleton<Scheduler>()
        .AddSingleton<ILocalPart>(provider => provider.GetRequiredService<Scheduler>())
        .AddSingleton<IResourceHandler, RuleResources>();
}
