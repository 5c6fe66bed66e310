using System.Collections.Concurrent;
using System.Collections.Immutable;
using Local.Endpoint;
using Local.Lambda;
using Microsoft.AspNetCore.Http.Features;

namespace Local.ApiGateway;

/// <summary>Serves the stages of REST APIs under <c>/{stage}/…</c>.</summary>
internal sealed class ApiFront(
    IFunctionInvoker functions, FunctionPermissions permissions, AccessLog accessLog, IFunctionLog log, LambdaOptions options, TimeProvider clock)
{
    private const int BodyLimit = 10 * 1024 * 1024;

    /// <summary>Bytes of an event that Lambda takes. The body is a string in it, so its limit is lower than the front's own.</summary>
    private const int EventLimit = 6 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, ImmutableList<ApiStage>> stages = new(StringComparer.Ordinal);

    /// <summary>
    /// Makes a stage public. In AWS every API has a domain of its own, so stages may have one name; here they share an address, and what one
    /// of them serves no other may.
    /// </summary>
    /// <returns>A path that another stage of the name serves, or null when the stage is public.</returns>
    public string? Add(ApiStage stage)
    {
        var others = stages.GetValueOrDefault(stage.Name, []);
        var taken = others.Select(other => other.Overlap(stage)).FirstOrDefault(path => path is not null);
        if (taken is null)
            stages[stage.Name] = others.Add(stage);
        return taken;
    }

    /// <summary>Answers by the stage that the path begins with; 404 when there is none.</summary>
    public Task HandleAsync(HttpContext http)
    {
        if (StageFor(http) is { } stage)
            return HandleAsync(http, stage);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <summary>Answers as this API's own domain does.</summary>
    public Task HandleAsync(HttpContext http, string apiId)
    {
        if (StageFor(http) is { } stage && stage.Api.Id == apiId)
            return HandleAsync(http, stage);
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return http.Response.WriteAsJsonAsync(new { message = "Forbidden" });
    }

    /// <summary>The stage that serves the path, or the first one whose name it begins with; null when there is none.</summary>
    public ApiStage? StageFor(HttpContext http)
    {
        var path = RequestTarget.Path(http).Split('/', 3);
        var named = stages.GetValueOrDefault(path.ElementAtOrDefault(1) ?? "", []);
        return named.Find(stage => stage.Routes.Serves(path.ElementAtOrDefault(2) ?? "")) ?? named.FirstOrDefault();
    }

    /// <summary>Answers by this stage.</summary>
    public async Task HandleAsync(HttpContext http, ApiStage stage)
    {
        var exchange = new Exchange(http, stage, options.AccountId, clock);
        http.Response.Headers["x-amzn-RequestId"] = exchange.RequestId;
        http.Response.Headers["x-amz-apigw-id"] = exchange.ExtendedRequestId;
        http.Response.Headers["X-Amzn-Trace-Id"] = exchange.TraceId;
        await AnswerAsync(exchange);
        if (stage.AccessLogFormat is { } format)
            accessLog.Write(ContextTemplate.Fill(format, exchange, missing: "-"));
    }

    private async Task AnswerAsync(Exchange exchange)
    {
        exchange.Route = exchange.Stage.Routes.Find(exchange.Http.Request.Method, exchange.Path);
        if (exchange.Route is not { } route)
        {
            await GatewayAnswers.WriteAsync(exchange, "MISSING_AUTHENTICATION_TOKEN", "Missing Authentication Token");
            return;
        }
        if (!exchange.Stage.Throttles.Allows(route.Method))
        {
            await GatewayAnswers.WriteAsync(exchange, "THROTTLED", "Too Many Requests");
            return;
        }
        // Kestrel's own limit would answer without the API's words.
        exchange.Http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        if (await LimitedBody.ReadAsync(exchange.Http.Request, BodyLimit) is not { } body)
        {
            await GatewayAnswers.WriteAsync(exchange, "REQUEST_TOO_LARGE", $"HTTP content length exceeded {BodyLimit} bytes.");
            return;
        }
        if (RequestChecks.MissingParameters(exchange) is { } missing)
        {
            await GatewayAnswers.WriteAsync(exchange, "BAD_REQUEST_PARAMETERS", missing);
            return;
        }
        if (RequestChecks.BodyErrors(exchange, body) is { Count: > 0 } errors)
        {
            await GatewayAnswers.WriteAsync(exchange, "BAD_REQUEST_BODY", "Invalid request body", $"[{string.Join(", ", errors)}]");
            return;
        }
        await IntegrateAsync(exchange, body);
    }

    private async Task IntegrateAsync(Exchange exchange, byte[] body)
    {
        var method = exchange.Route!.Method;
        if (!permissions.Allows(method.Function, "apigateway.amazonaws.com", SourceArn(exchange)))
        {
            log.Write(new LogLine(
                clock.GetUtcNow(), FunctionName.Parse(method.Function).Name, null, $"{SourceArn(exchange)} has no permission to invoke it"));
            await GatewayAnswers.WriteAsync(exchange, "API_CONFIGURATION_ERROR", "Internal server error");
            return;
        }
        var payload = ProxyEvent.Write(exchange, body);
        if (payload.Length > EventLimit)
        {
            await GatewayAnswers.WriteAsync(exchange, "REQUEST_TOO_LARGE", "Request Too Long");
            return;
        }
        var began = clock.GetTimestamp();
        try
        {
            using var deadline = new CancellationTokenSource(method.Timeout, clock);
            var result = await functions.InvokeAsync(method.Function, payload, exchange.TraceId, deadline.Token);
            (exchange.IntegrationLatency, exchange.IntegrationStatus) = (clock.GetElapsedTime(began), 200);
            if (result.FunctionError is not null)
                throw new FormatException("the function failed");
            await WriteAsync(exchange, ProxyResponse.Parse(result.Payload, decode: exchange.Stage.Api.BinaryMediaTypes.Count > 0));
        }
        catch (OperationCanceledException)
        {
            exchange.IntegrationLatency = clock.GetElapsedTime(began);
            await GatewayAnswers.WriteAsync(exchange, "INTEGRATION_TIMEOUT", "Endpoint request timed out");
        }
        catch (FormatException)
        {
            // A function's failure never shows its details to the caller.
            await GatewayAnswers.WriteAsync(exchange, "DEFAULT_5XX", "Internal server error");
        }
        catch (Exception exception) when (exception is FunctionThrottledException or FunctionNotFoundException)
        {
            (exchange.IntegrationLatency, exchange.IntegrationStatus) = (clock.GetElapsedTime(began), exception is FunctionThrottledException ? 429 : 404);
            await GatewayAnswers.WriteAsync(exchange, "API_CONFIGURATION_ERROR", "Internal server error");
        }
    }

    private static async Task WriteAsync(Exchange exchange, ProxyResponse answer)
    {
        var response = exchange.Http.Response;
        response.StatusCode = answer.Status;
        response.ContentType = "application/json";
        foreach (var lines in answer.Headers.GroupBy(header => header.Name, StringComparer.OrdinalIgnoreCase))
        {
            if (Rename(lines.Key) is { } name)
                response.Headers[name] = lines.Select(line => line.Value).ToArray();
        }
        exchange.ResponseLength = answer.Body.Length;
        if (answer.Status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
        {
            response.Headers.ContentType = default;
            return;
        }
        response.ContentLength = answer.Body.Length;
        if (!HttpMethods.IsHead(exchange.Http.Request.Method))
            await response.Body.WriteAsync(answer.Body);
    }

    /// <summary>Headers that API Gateway keeps for itself reach the caller under another name, or not at all (null).</summary>
    private static string? Rename(string header) => header.ToUpperInvariant() switch
    {
        "AUTHORIZATION" or "CONNECTION" or "CONTENT-LENGTH" or "CONTENT-MD5" or "DATE" or "HOST" or "SERVER" or "USER-AGENT" or "WWW-AUTHENTICATE" =>
            $"x-amzn-Remapped-{header}",
        "EXPECT" or "PROXY-AUTHENTICATE" or "TE" or "TRAILER" or "TRANSFER-ENCODING" or "UPGRADE" => null,
        _ => header,
    };

    private string SourceArn(Exchange exchange)
    {
        var (api, method) = (exchange.Stage.Api.Id, exchange.Http.Request.Method);
        return $"arn:aws:execute-api:{options.Region}:{options.AccountId}:{api}/{exchange.Stage.Name}/{method}{exchange.Route!.Method.Path}";
    }
}
