using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Local.Endpoint;
using Local.Lambda;

namespace Local.ApiGateway;

/// <summary>One request and what is known about it: the values of <c>$context</c>.</summary>
internal sealed class Exchange
{
    private readonly TimeProvider clock;
    private readonly long began;

    public Exchange(HttpContext http, ApiStage stage, string accountId, TimeProvider clock)
    {
        Http = http;
        Stage = stage;
        AccountId = accountId;
        this.clock = clock;
        began = clock.GetTimestamp();
        Time = clock.GetUtcNow();
        FullPath = RequestTarget.Path(http);
        Path = FullPath[(stage.Name.Length + 1)..] is { Length: > 0 } path ? path : "/";
        var given = http.Request.Headers["X-Amzn-Trace-Id"].ToString();
        TraceId = given.Contains("Root=", StringComparison.Ordinal) ? given : $"Root={TraceHeader.NewRoot(clock)}";
    }

    public HttpContext Http { get; }

    public ApiStage Stage { get; }

    public string AccountId { get; }

    public string RequestId { get; } = Guid.NewGuid().ToString();

    public string ExtendedRequestId { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(11))[..15] + "=";

    public DateTimeOffset Time { get; }

    /// <summary>The path with the stage.</summary>
    public string FullPath { get; }

    /// <summary>The path behind the stage.</summary>
    public string Path { get; }

    /// <summary>The X-Ray trace header.</summary>
    public string TraceId { get; }

    public RouteMatch? Route { get; set; }

    public TimeSpan? IntegrationLatency { get; set; }

    public int? IntegrationStatus { get; set; }

    public (string Type, string Message, string? Validation)? Error { get; set; }

    public long ResponseLength { get; set; }

    public TimeSpan Elapsed => clock.GetElapsedTime(began);

    public string SourceIp => (Http.Connection.RemoteIpAddress ?? IPAddress.Loopback).MapToIPv4().ToString();

    public string DomainName => Http.Request.Host.Host;

    public string RequestTime => Time.ToString("dd/MMM/yyyy:HH:mm:ss +0000", CultureInfo.InvariantCulture);

    /// <summary>The value of a <c>$context</c> variable; null for one that has none here.</summary>
    public string? Variable(string name) => name switch
    {
        "accountId" => AccountId,
        "apiId" => Stage.Api.Id,
        "awsEndpointRequestId" or "requestId" => RequestId,
        "extendedRequestId" => ExtendedRequestId,
        "deploymentId" => Stage.DeploymentId,
        "domainName" => DomainName,
        "domainPrefix" => DomainName.Split('.')[0],
        "httpMethod" => Http.Request.Method,
        "identity.sourceIp" => SourceIp,
        "identity.userAgent" => Http.Request.Headers.UserAgent.ToString(),
        "path" => FullPath,
        "protocol" => Http.Request.Protocol,
        "requestTime" => RequestTime,
        "requestTimeEpoch" => Text(Time.ToUnixTimeMilliseconds()),
        "resourceId" => Route?.Method.ResourceId,
        "resourcePath" => Route?.Method.Path,
        "stage" => Stage.Name,
        "xrayTraceId" => TraceId.Split(';')[0]["Root=".Length..],
        "status" => Text(Http.Response.StatusCode),
        "responseLength" => Text(ResponseLength),
        "responseLatency" => Text((long)Elapsed.TotalMilliseconds),
        "integrationLatency" or "integration.latency" => IntegrationLatency is { } latency ? Text((long)latency.TotalMilliseconds) : null,
        "integrationStatus" or "integration.integrationStatus" or "integration.status" => IntegrationStatus is { } status ? Text(status) : null,
        "error.message" => Error?.Message,
        "error.messageString" => Error is { } error ? Quoted(error.Message) : null,
        "error.responseType" => Error?.Type,
        // Stands between quotes of the template, so it comes escaped.
        "error.validationErrorString" => Error?.Validation is { } validation ? Quoted(validation)[1..^1] : null,
        _ => null,
    };

    private static string Quoted(string text) => JsonSerializer.Serialize(text, Relaxed);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>JSON as API Gateway writes it: nothing escaped that needn't be.</summary>
    public static JsonSerializerOptions Relaxed { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
