using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Internal;

/// <summary>A server of ASP.NET Core whose requests are Lambda events instead of connections.</summary>
internal sealed class LambdaServer(
    IHttpEventFormat format, BodyEncoding encoding, IHostApplicationLifetime lifetime, ILogger<LambdaServer> logger) : IServer
{
    private readonly CancellationTokenSource stop = new();
    private Task running = Task.CompletedTask;

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        var bootstrap = LambdaBootstrapBuilder.Create((input, context) => HandleAsync(application, input, context)).Build();
        running = RunAsync(bootstrap);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stop.CancelAsync();
        await running.WaitAsync(cancellationToken);
    }

    public void Dispose() => stop.Dispose();

    private async Task RunAsync(LambdaBootstrap bootstrap)
    {
        using var running = bootstrap;
        try
        {
            await bootstrap.RunAsync(stop.Token);
        }
        catch (Exception e)
        {
            logger.LogCritical(e, "The loop of Lambda events has ended.");
            Environment.ExitCode = 1;
        }
        finally
        {
            lifetime.StopApplication();
        }
    }

    private async Task<Stream> HandleAsync<TContext>(IHttpApplication<TContext> application, Stream input, ILambdaContext context)
        where TContext : notnull
    {
        using var json = await JsonDocument.ParseAsync(input);
        if (json.RootElement.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException("The event is no HTTP request: its JSON is no object.");
        var request = format.ReadRequest(json.RootElement, context);
        using var response = new LambdaResponse();
        await ProcessAsync(application, request, response);
        return Answer(request, response);
    }

    private async Task ProcessAsync<TContext>(IHttpApplication<TContext> application, LambdaRequest request, LambdaResponse response)
        where TContext : notnull
    {
        var features = new FeatureCollection();
        request.AddTo(features);
        response.AddTo(features);
        var context = application.CreateContext(features);
        Exception? failure = null;
        try
        {
            await application.ProcessRequestAsync(context);
            await response.CompleteAsync();
            if (request.Aborted)
                response.Fail();
        }
        catch (Exception e)
        {
            logger.LogError(e, "The application failed to handle the request.");
            failure = e;
            response.Fail();
        }

        await response.RunCompletedCallbacksAsync(logger);
        application.DisposeContext(context, failure);
    }

    private MemoryStream Answer(LambdaRequest request, LambdaResponse response)
    {
        var answer = new MemoryStream();
        using var json = new Utf8JsonWriter(answer, BodyEncoding.WriterOptions);
        json.WriteStartObject();
        format.WriteHead(json, response);
        encoding.Write(json, response, bodyAllowed: !HttpMethods.IsHead(request.Method));
        json.WriteEndObject();
        json.Flush();
        answer.Position = 0;
        return answer;
    }
}
