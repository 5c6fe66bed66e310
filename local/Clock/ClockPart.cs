namespace Local.Clock;

/// <summary>Registers the clock of everything in the local cloud, and how child processes follow it.</summary>
internal static class ClockPart
{
    public static IServiceCollection AddClock(this IServiceCollection services, LocalCloudOptions options)
    {
        if (!options.MovableClock)
            return services.AddSingleton(TimeProvider.System).AddSingleton(ProcessTime.OfTheMachine);
        return services
            .AddSingleton(new MovableClock(options.ClockOffset))
            .AddSingleton<TimeProvider>(provider => provider.GetRequiredService<MovableClock>())
            .AddSingleton<ProcessTime>();
    }
}
