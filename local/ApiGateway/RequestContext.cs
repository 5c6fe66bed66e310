using System.Globalization;
using System.Security.Cryptography;

namespace Local.ApiGateway;

/// <summary>What API Gateway knows of one request beyond the request itself: the <c>$context</c> of templates and logs.</summary>
internal sealed class RequestContext(ApiStage stage, HttpContext http, string path, TimeProvider time)
{
    /// <summary>The form of API Gateway's own times, as in the Common Log Format.</summary>
    private const string TimeFormat = "dd/MMM/yyyy:HH:mm:ss +0000";

    private readonly long startedAt = time.GetTimestamp();

    public ApiStage Stage => stage;

    /// <summary>The path below the stage, percent-encoded as it came.</summary>
    public string Path => path;

    public string RequestId { get; } = Guid.NewGuid().ToString();

    public string ExtendedRequestId { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(11));

    public DateTimeOffset Time { get; } = time.GetUtcNow();

    public string RequestTime => Time.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>The caller's trace header, or a new trace.</summary>
    public string TraceHeader { get; } = http.Request.Headers["X-Amzn-Trace-Id"].ToString() is { Length: > 0 } given
        ? given
        : $"Root={Lambda.TraceHeader.NewRoot(time)}";

    public ApiMethod? Method { get; set; }

    public string? ErrorType { get; set; }

    public TimeSpan? IntegrationLatency { get; set; }

    public TimeSpan Elapsed => time.GetElapsedTime(startedAt);

    /// <summary>The value of a context variable, without <c>$context.</c>; <c>-</c> for one that is unknown or has no value.</summary>
    public string Variable(string name) => name switch
    {
        "requestId" => RequestId,
        "extendedRequestId" => ExtendedRequestId,
        "xrayTraceId" => TraceHeader.Replace("Root=", "", StringComparison.Ordinal).Split(';')[0],
        "requestTime" => RequestTime,
        "requestTimeEpoch" => Time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        "httpMethod" => http.Request.Method,
        "resourcePath" => Method?.Resource.Path ?? "-",
        "path" => $"/{stage.Name}{path}",
        "stage" => stage.Name,
        "apiId" => stage.Api.Id,
        "protocol" => http.Request.Protocol,
        "identity.sourceIp" => http.Connection.RemoteIpAddress?.ToString() ?? "-",
        "identity.userAgent" => http.Request.Headers.UserAgent.ToString(),
        "status" => http.Response.StatusCode.ToString(CultureInfo.InvariantCulture),
        "responseLength" => (http.Response.ContentLength ?? 0).ToString(CultureInfo.InvariantCulture),
        "responseLatency" => Milliseconds(Elapsed),
        "integrationLatency" => IntegrationLatency is { } latency ? Milliseconds(latency) : "-",
        "error.responseType" => ErrorType ?? "-",
        _ => "-",
    };

    private static string Milliseconds(TimeSpan time) => ((long)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
}
