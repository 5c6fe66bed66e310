using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Local.ApiGateway;
using Local.Deployment;
using Local.Lambda;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Local.Tests.ApiGateway;

/// <summary>One REST API on a free port, with a function that a test plays.</summary>
internal sealed class ApiHost : IFunctionInvoker, IAsyncDisposable
{
    private const string Arn = "arn:aws:lambda:eu-west-1:000000000000:function:Bff";
    private readonly ApiResources resources;
    private readonly WebApplication app;
    private readonly string api;
    private readonly string root;

    public ApiHost()
    {
        var front = new ApiFront(this, Permissions, Log, FunctionLog, new LambdaOptions(), Clock);
        resources = new ApiResources(front, Clock);
        var created = Create("RestApi", "Api", """{"Name":"shop"}""");
        (api, root) = (created.Ref, created.Attributes["RootResourceId"]);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        app = builder.Build();
        app.Map("/{**path}", front.HandleAsync);
        Permit(api);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2025, 7, 6, 22, 57, 0, TimeSpan.Zero));

    public AccessLog Log { get; } = new(10, null);

    public FunctionLog FunctionLog { get; } = new(10, null);

    public FunctionPermissions Permissions { get; } = new();

    public HttpClient Client { get; } = new() { DefaultRequestVersion = HttpVersion.Version11 };

    /// <summary>The events that reached the function.</summary>
    public List<JsonNode> Events { get; } = [];

    public Func<JsonNode, CancellationToken, Task<InvocationResult>> Function { get; set; } = (_, _) => Answer("""{"statusCode":200,"body":"ok"}""");

    public string? TraceId { get; private set; }

    public static Task<InvocationResult> Answer(string payload, string? error = null) =>
        Task.FromResult(new InvocationResult(Encoding.UTF8.GetBytes(payload), error));

    public DeployedResource Create(string type, string logicalId, string properties) => resources.CreateAsync(
        new TemplateResource("Test", logicalId, $"AWS::ApiGateway::{type}", $"Test/{logicalId}", WithApi(properties, type)), default).GetAwaiter().GetResult();

    /// <summary>Adds a path such as <c>/purchases/{id}</c> with a method.</summary>
    public ApiHost With(string httpMethod, string path, string settings = "{}")
    {
        var parent = root;
        var so = "";
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            so += $"/{part}";
            parent = Create("Resource", so, new JsonObject { ["ParentId"] = parent, ["PathPart"] = part }.ToJsonString()).Ref;
        }
        AddMethod(httpMethod, parent, settings);
        return this;
    }

    /// <summary>Adds a method to a resource.</summary>
    public void AddMethod(string httpMethod, string resourceId, string settings)
    {
        var method = JsonNode.Parse(settings)!.AsObject();
        method["ResourceId"] = resourceId;
        method["HttpMethod"] = httpMethod;
        method["AuthorizationType"] ??= "NONE";
        method["Integration"] ??= new JsonObject
        {
            ["Type"] = "AWS_PROXY",
            ["Uri"] = $"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{Arn}/invocations",
        };
        Create("Method", $"{resourceId}{httpMethod}", method.ToJsonString());
    }

    /// <summary>Lets an API's stage <c>api</c> call the function.</summary>
    public void Permit(string apiId) =>
        Permissions.Add(Arn, "apigateway.amazonaws.com", $"arn:aws:execute-api:eu-west-1:000000000000:{apiId}/api/*");

    /// <summary>Makes the stage <c>api</c> public and opens the port.</summary>
    public async Task<ApiHost> StartAsync(string stage = "{}")
    {
        var properties = JsonNode.Parse(stage)!.AsObject();
        properties["StageName"] = "api";
        properties["DeploymentId"] = Create("Deployment", "Deployment", "{}").Ref;
        Create("Stage", "Stage", properties.ToJsonString());
        await app.StartAsync();
        Client.BaseAddress = new Uri(app.Urls.Single());
        return this;
    }

    public async Task<(HttpStatusCode Status, JsonNode? Body)> SendAsync(string httpMethod, string path, string? body = null, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(httpMethod), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, contentType);
        using var response = await Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text) : JsonValue.Create(text));
    }

    /// <summary>Sends a request byte for byte, and returns when the server has closed the connection.</summary>
    public async Task<string> SendRawAsync(string request)
    {
        using var tcp = new TcpClient("127.0.0.1", Client.BaseAddress!.Port);
        await tcp.GetStream().WriteAsync(Encoding.UTF8.GetBytes(request.ReplaceLineEndings("\r\n")));
        return await new StreamReader(tcp.GetStream()).ReadToEndAsync();
    }

    public Task<InvocationResult> InvokeAsync(string function, ReadOnlyMemory<byte> payload, string? traceId, CancellationToken cancellation)
    {
        Assert.Equal(Arn, function);
        var @event = JsonNode.Parse(payload.Span)!;
        Events.Add(@event);
        TraceId = traceId;
        return Function(@event, cancellation);
    }

    /// <summary>An API never repeats a request.</summary>
    public Task<InvocationResult> InvokeAsync(
        string function, ReadOnlyMemory<byte> payload, string? traceId, string requestId, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }

    private JsonObject WithApi(string properties, string type)
    {
        var node = JsonNode.Parse(properties)!.AsObject();
        if (type != "RestApi")
            node["RestApiId"] ??= api;
        return node;
    }
}
