using Local.Endpoint;
using Local.Lambda;

namespace Local.ApiGateway;

/// <summary>Serves the stages of REST APIs on the public port: <c>/{stage}/…</c>.</summary>
internal sealed class ApiFront(
    ApiRegistry registry, IFunctionInvoker functions, FunctionPermissions permissions, AccessLog accessLog, LocalCloudOptions options, TimeProvider time)
    : IPublicRoutes
{
    /// <summary>API Gateway's payload quota, in bytes.</summary>
    private const int MaximumBody = 10 * 1024 * 1024;

    private static readonly string[] HopByHop = ["Connection", "Transfer-Encoding", "Content-Length", "Keep-Alive"];

    public void Map(IEndpointRouteBuilder routes) => routes.Map("/{stage}/{**path}", HandleAsync).WithOrder(int.MaxValue);

    private async Task HandleAsync(HttpContext http, string stage)
    {
        if (!registry.TryGetStage(stage, out var found))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            await http.Response.WriteAsync($"There is no API stage named {stage} here.\n");
            return;
        }
        var path = http.Request.Path.ToUriComponent()[(1 + stage.Length)..];
        var context = new RequestContext(found, http, path is "" ? "/" : path, time);
        try
        {
            if (await AnswerAsync(http, context) is { } problem)
                await GatewayResponses.WriteAsync(http, context, problem);
        }
        finally
        {
            accessLog.Write(context);
        }
    }

    /// <returns>The type of the gateway response to give, or null when the integration has answered.</returns>
    private async Task<string?> AnswerAsync(HttpContext http, RequestContext context)
    {
        var segments = context.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (RouteMatch.Find(context.Stage.Api.Root, segments) is not var (resource, parameters)
            || (resource.Methods.GetValueOrDefault(http.Request.Method) ?? resource.Methods.GetValueOrDefault("ANY")) is not { } method)
            return GatewayResponses.MissingAuthenticationToken;
        context.Method = method;
        if (!context.Stage.Throttle.Admits())
            return GatewayResponses.Throttled;
        if (await ReadBodyAsync(http) is not { } body)
            return GatewayResponses.RequestTooLarge;
        if (RequestChecks.Check(http.Request, method, context.Stage.Api, body) is { } broken)
            return broken;
        if (!permissions.Allows(method.FunctionArn, "apigateway.amazonaws.com", MethodArn(context, method)))
            return GatewayResponses.ApiConfigurationError;
        return await InvokeAsync(http, context, method, ProxyEvent.Write(http, context, method, parameters, body));
    }

    private async Task<string?> InvokeAsync(HttpContext http, RequestContext context, ApiMethod method, ReadOnlyMemory<byte> proxyEvent)
    {
        using var timeout = new CancellationTokenSource(method.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, http.RequestAborted);
        var before = context.Elapsed;
        try
        {
            var result = await functions.InvokeAsync(method.FunctionArn, proxyEvent, context.TraceHeader, either.Token);
            context.IntegrationLatency = context.Elapsed - before;
            if (result.FunctionError is not null
                || ProxyAnswer.Read(result.Payload, decodesBase64: context.Stage.Api.BinaryMediaTypes.Count > 0) is not { } answer)
                return GatewayResponses.BadGateway;
            await WriteAsync(http, context, answer);
            return null;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return GatewayResponses.IntegrationTimeout;
        }
        catch (Exception e) when (e is FunctionThrottledException or FunctionNotFoundException)
        {
            return GatewayResponses.IntegrationFailure;
        }
    }

    private static async Task WriteAsync(HttpContext http, RequestContext context, ProxyAnswer answer)
    {
        http.Response.StatusCode = answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Where(header => !HopByHop.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
            http.Response.Headers[name] = values;
        http.Response.Headers["x-amzn-RequestId"] = context.RequestId;
        http.Response.Headers["X-Amzn-Trace-Id"] = context.TraceHeader;
        http.Response.ContentType ??= "application/json";
        http.Response.ContentLength = answer.Body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
            await http.Response.Body.WriteAsync(answer.Body, http.RequestAborted);
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadBodyAsync(HttpContext http)
    {
        if (http.Request.ContentLength > MaximumBody)
            return null;
        using var body = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await http.Request.Body.ReadAsync(chunk, http.RequestAborted)) > 0)
        {
            body.Write(chunk, 0, read);
            if (body.Length > MaximumBody)
                return null;
        }
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private string MethodArn(RequestContext context, ApiMethod method) =>
        $"arn:aws:execute-api:{options.Region}:{options.AccountId}:{context.Stage.Api.Id}/{context.Stage.Name}/{method.HttpMethod}{method.Resource.Path}";
}
