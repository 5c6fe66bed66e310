using Local.Endpoint;

namespace Local.Ses;

/// <summary>Registers e-mail and its outbox.</summary>
internal static class SesPart
{
    public static IServiceCollection AddSes(this IServiceCollection services) => services
        .AddSingleton<Outbox>()
        .AddSingleton<IAwsService, SesService>()
        .AddSingleton<IPublicRoutes, OutboxRoutes>();
}
