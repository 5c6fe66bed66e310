using Local.Deployment;
using Local.Endpoint;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Local.Lambda;

/// <summary>Registers functions and the Lambda API.</summary>
public static class LambdaPart
{
    public static IServiceCollection AddLambda(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => OptionsOf(provider.GetRequiredService<LocalCloudOptions>()));
        return services
            .AddSingleton(provider => LogOf(provider.GetRequiredService<LambdaOptions>(), provider.GetRequiredService<LocalCloudOptions>()))
            .AddSingleton<IFunctionLog>(provider => provider.GetRequiredService<FunctionLog>())
            .AddSingleton<FunctionEnvironment>()
            .AddSingleton<FunctionSessions>()
            .AddSingleton<FunctionProcesses>()
            .AddSingleton<FunctionPermissions>()
            .AddSingleton<FunctionInvoker>()
            .AddSingleton<IFunctionInvoker>(provider => provider.GetRequiredService<FunctionInvoker>())
            .AddSingleton<AsyncInvocations>()
            .AddSingleton<IAwsService, LambdaApi>()
            .AddSingleton<IResourceHandler, FunctionResources>()
            .AddSingleton<IResourceHandler, AsyncInvocationResources>()
            .AddSingleton<ILocalPart, WarmFunctions>();
    }

    private static LambdaOptions OptionsOf(LocalCloudOptions cloud)
    {
        var options = new LambdaOptions { Region = cloud.Region, AccountId = cloud.AccountId };
        // A compiled function starts in milliseconds and takes 30 MB, so that it can grow as it would in AWS.
        return cloud.NativeAot ? options with { ProcessesPerFunction = 64, ScaleOutDelay = TimeSpan.FromMilliseconds(5) } : options;
    }

    private static FunctionLog LogOf(LambdaOptions options, LocalCloudOptions cloud) =>
        new(options.LogLines, cloud.Quiet ? null : line => cloud.Output.WriteLine($"{line.Function}: {line.Text}"));
}
