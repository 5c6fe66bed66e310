using Local.CloudConsole.Activity;
using Local.CloudConsole.Stories;
using Local.Endpoint;
using Local.Faults;

namespace Local.CloudConsole;

/// <summary>Registers the console: what is deployed, what goes on, and the story of each purchase. It changes nothing.</summary>
internal static class ConsolePart
{
    /// <summary>After the faults: published messages are counted around them.</summary>
    public static IServiceCollection AddConsole(this IServiceCollection services) => services
        .AddSingleton<InvocationLog>()
        .AddSingleton(provider => new PublishedMessages(ActivatorUtilities.CreateInstance<CallFaults>(provider)))
        .AddSingleton<ICallInterceptor>(provider => provider.GetRequiredService<PublishedMessages>())
        .AddSingleton<LiveCounters>()
        .AddSingleton<Stories.Platform>()
        .AddSingleton<PurchaseList>()
        .AddSingleton<DeadLetterWatch>()
        .AddSingleton<MoneyItems>()
        .AddSingleton<EmailItems>()
        .AddSingleton<LogItems>()
        .AddSingleton<StoryReader>()
        .AddSingleton<ConsolePage>()
        .AddSingleton<IPublicRoutes, ConsoleRoutes>();
}
