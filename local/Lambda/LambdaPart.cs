using System.Diagnostics.CodeAnalysis;
using Local.Deployment;
using Local.Endpoint;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Local.Lambda;

/// <summary>Has a process of each function waiting when the local cloud says it is ready, and ends all of them.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Created by the container")]
internal sealed class LambdaPart(FunctionInvoker functions) : ILocalPart
{
    public Task StartAsync(CancellationToken cancellation) => functions.WarmAsync(cancellation);

    public async Task StopAsync(CancellationToken cancellation) => await functions.DisposeAsync();
}

/// <summary>Adds functions to the local cloud.</summary>
public static class LambdaServices
{
    public static IServiceCollection AddLambda(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => provider.GetRequiredService<LocalCloudOptions>() is var cloud
            ? new LambdaOptions { Region = cloud.Region, AccountId = cloud.AccountId } : null!);
        services.TryAddSingleton(provider => new FunctionLog(
            provider.GetRequiredService<LambdaOptions>().LogLines, ConsoleOf(provider.GetRequiredService<LocalCloudOptions>())));
        services.AddSingleton<IFunctionLog>(provider => provider.GetRequiredService<FunctionLog>());
        services.AddSingleton<FunctionEnvironment>();
        services.AddSingleton<FunctionProcesses>();
        services.AddSingleton<FunctionPermissions>();
        services.AddSingleton(provider => new FunctionInvoker(
            provider.GetRequiredService<LambdaOptions>(),
            provider.GetRequiredService<FunctionProcesses>(),
            provider.GetRequiredService<IFunctionLog>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IFunctionInvoker>(provider => provider.GetRequiredService<FunctionInvoker>());
        services.AddSingleton<AsyncInvocations>();
        services.AddSingleton<IAwsService, LambdaApi>();
        services.AddSingleton<IResourceHandler, FunctionHandler>();
        services.AddSingleton<ILocalPart, LambdaPart>();
        return services;
    }

    private static Action<LogLine>? ConsoleOf(LocalCloudOptions options) =>
        options.Quiet ? null : line => options.Output.WriteLine($"{line.Function}: {line.Text}");
}
