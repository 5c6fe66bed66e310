using Local.Deployment;

namespace Local.ApiGateway;

/// <summary>Registers the API front.</summary>
public static class ApiGatewayPart
{
    private const int LogLines = 2000;

    public static IServiceCollection AddApiGateway(this IServiceCollection services) => services
        .AddSingleton(provider => provider.GetRequiredService<LocalCloudOptions>() is { Quiet: false, Output: var output }
            ? new AccessLog(LogLines, output.WriteLine)
            : new AccessLog(LogLines, null))
        .AddSingleton<ApiFront>()
        .AddSingleton<IResourceHandler, ApiResources>();
}
