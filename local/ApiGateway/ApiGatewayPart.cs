using Local.Deployment;
using Local.Endpoint;

namespace Local.ApiGateway;

/// <summary>Registers REST APIs.</summary>
internal static class ApiGatewayPart
{
    public static IServiceCollection AddApiGateway(this IServiceCollection services) => services
        .AddSingleton<ApiRegistry>()
        .AddSingleton<AccessLog>()
        .AddSingleton<IResourceHandler, ApiGatewayResources>()
        .AddSingleton<IPublicRoutes, ApiFront>();
}
