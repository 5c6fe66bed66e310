using Local.Endpoint;
using Local.EventSources;
using Local.Lambda;
using Local.StepFunctions.Engine;
using Local.Stripe;

namespace Local.Faults;

/// <summary>Registers what goes wrong on demand, and the view of what goes on.</summary>
internal static class FaultsPart
{
    public static IServiceCollection AddFaults(this IServiceCollection services) => services
        .AddSingleton<FaultEngine>()
        .AddSingleton<Callers>()
        .AddSingleton<CallsInProgress>()
        .AddSingleton<ICallInterceptor, CallFaults>()
        .AddSingleton<DeliveryFaults>()
        .AddSingleton<IStripeFaults, ProviderFaults>()
        .AddSingleton(provider => new CloudActivity(
            provider.GetRequiredService<CallsInProgress>(),
            provider.GetRequiredService<FunctionInvoker>(),
            provider.GetRequiredService<AsyncInvocations>(),
            provider.GetRequiredService<Executions>(),
            provider.GetRequiredService<EventSourcePollers>(),
            provider.GetRequiredService<TimeProvider>()));
}
