using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tests.Bundled.Support;

namespace Tests.Bundled.Hosting;

/// <summary>The server as a part of the host.</summary>
public sealed class HostTests
{
    [Fact]
    public void AddAWSLambdaHosting_OutsideOfLambda_LeavesKestrel()
    {
        using var environment = new EnvironmentScope(("AWS_LAMBDA_FUNCTION_NAME", null));
        var builder = WebApplication.CreateSlimBuilder();

        builder.Services.AddAWSLambdaHosting(LambdaEventSource.RestApi);

        Assert.Contains("Kestrel", builder.Build().Services.GetRequiredService<IServer>().GetType().Name, StringComparison.Ordinal);
    }

    [Fact]
    public void AddAWSLambdaHosting_ForALoadBalancer_SaysThatItIsNotCovered()
    {
        using var environment = new EnvironmentScope(("AWS_LAMBDA_FUNCTION_NAME", "f"));

        Assert.Throws<NotSupportedException>(() => new ServiceCollection().AddAWSLambdaHosting(LambdaEventSource.ApplicationLoadBalancer));
    }

    [Fact]
    public async Task RuntimeApi_GoneForGood_StopsTheHostWithAnExitCode()
    {
        await using var api = new RuntimeApi();
        using var environment = new EnvironmentScope(("AWS_LAMBDA_FUNCTION_NAME", "f"), ("AWS_LAMBDA_RUNTIME_API", api.Endpoint));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.RestApi);
        await using var app = builder.Build();
        var stopped = app.WaitForShutdownAsync();
        await app.StartAsync();
        try
        {
            api.SendRaw("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n"u8.ToArray());

            await stopped.WaitAsync(RuntimeApi.Deadline);
            Assert.Equal(1, Environment.ExitCode);
        }
        finally
        {
            Environment.ExitCode = 0;
        }
    }
}
