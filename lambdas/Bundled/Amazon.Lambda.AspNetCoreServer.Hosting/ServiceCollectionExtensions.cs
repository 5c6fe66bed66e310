using Amazon.Lambda.AspNetCoreServer.Hosting;
using Amazon.Lambda.AspNetCoreServer.Hosting.Internal;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What sends HTTP requests to the function.</summary>
public enum LambdaEventSource
{
    /// <summary>A REST API of API Gateway, proxy integration (payload version 1.0).</summary>
    RestApi,

    /// <summary>An HTTP API of API Gateway, or a function URL (payload version 2.0).</summary>
    HttpApi,

    /// <summary>An Application Load Balancer. This package does not cover it.</summary>
    ApplicationLoadBalancer,
}

public static class ServiceCollectionExtensions
{
    /// <summary>Serves the application's requests from Lambda events, when it runs in Lambda; elsewhere this changes nothing and Kestrel serves.</summary>
    public static IServiceCollection AddAWSLambdaHosting(this IServiceCollection services, LambdaEventSource eventSource) =>
        services.AddAWSLambdaHosting(eventSource, null);

    /// <inheritdoc cref="AddAWSLambdaHosting(IServiceCollection, LambdaEventSource)"/>
    /// <exception cref="NotSupportedException">The event source is a load balancer.</exception>
    public static IServiceCollection AddAWSLambdaHosting(
        this IServiceCollection services, LambdaEventSource eventSource, Action<HostingOptions>? configure = null)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME")))
            return services;

        var options = new HostingOptions();
        configure?.Invoke(options);
        IHttpEventFormat format = eventSource switch
        {
            LambdaEventSource.RestApi => new RestApiFormat(),
            LambdaEventSource.HttpApi => new HttpApiFormat(),
            _ => throw new NotSupportedException($"Events of {eventSource} are not covered."),
        };
        return services.Replace(ServiceDescriptor.Singleton<IServer>(provider => new LambdaServer(
            format,
            new BodyEncoding(options),
            provider.GetRequiredService<IHostApplicationLifetime>(),
            provider.GetRequiredService<ILogger<LambdaServer>>())));
    }
}
