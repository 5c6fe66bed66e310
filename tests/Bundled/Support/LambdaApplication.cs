using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Lambda.AspNetCoreServer.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit.Sdk;

namespace Tests.Bundled.Support;

/// <summary>An ASP.NET Core application that runs as a function against a runtime API of the test.</summary>
internal sealed class LambdaApplication : IAsyncDisposable
{
    private readonly RuntimeApi api;
    private readonly EnvironmentScope environment;
    private readonly WebApplication app;
    private XunitException? failedAssertion;

    private LambdaApplication(RuntimeApi api, EnvironmentScope environment, WebApplication app)
    {
        this.api = api;
        this.environment = environment;
        this.app = app;
    }

    internal static Task<LambdaApplication> StartAsync(
        RequestDelegate handle, LambdaEventSource source = LambdaEventSource.RestApi, Action<HostingOptions>? configure = null) =>
        StartWithAsync(app => app.Run(handle), source, configure);

    internal static async Task<LambdaApplication> StartWithAsync(
        Action<WebApplication> build, LambdaEventSource source = LambdaEventSource.RestApi, Action<HostingOptions>? configure = null)
    {
        var api = new RuntimeApi();
        var environment = new EnvironmentScope(("AWS_LAMBDA_FUNCTION_NAME", "Bff"), ("AWS_LAMBDA_RUNTIME_API", api.Endpoint));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddAWSLambdaHosting(source, configure);
        var app = builder.Build();
        var started = new LambdaApplication(api, environment, app);
        app.Use(started.KeepFailedAssertionAsync);
        build(app);
        await app.StartAsync();
        return started;
    }

    /// <summary>Sends an event and gives what the function posted.</summary>
    internal async Task<PostedResult> PostAsync(string json)
    {
        api.Send(json);
        return await api.NextPostAsync();
    }

    /// <summary>Sends an event and gives the answer, which must be a response.</summary>
    internal async Task<JsonElement> InvokeAsync(JsonNode json)
    {
        var post = await PostAsync(json.ToJsonString());
        if (failedAssertion is not null)
            throw failedAssertion;
        Assert.True(post.Path.EndsWith("/response", StringComparison.Ordinal), post.Text);
        return post.Json;
    }

    private async Task KeepFailedAssertionAsync(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (XunitException e)
        {
            failedAssertion = e;
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await api.DisposeAsync();
        environment.Dispose();
    }
}
