using System.Net;
using System.Text.Json;
using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Http;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Internal;

/// <summary>
/// Events of HTTP APIs and function URLs, payload version 2.0 (API Gateway Developer Guide, "Create AWS Lambda proxy integrations for HTTP APIs").
/// </summary>
internal sealed class HttpApiFormat : IHttpEventFormat
{
    public LambdaRequest ReadRequest(JsonElement json, ILambdaContext context)
    {
        JsonElement? input = json;
        var gateway = input.Member("requestContext");
        var http = gateway.Member("http");
        var authorizer = gateway.Member("authorizer");
        var request = new LambdaRequest
        {
            Method = http.Text("method") ?? "GET",
            Protocol = http.Text("protocol") ?? "HTTP/1.1",
            TraceIdentifier = context.AwsRequestId,
            ConnectionId = gateway.Text("requestId") ?? context.AwsRequestId,
            RemoteIpAddress = IPAddress.TryParse(http.Text("sourceIp"), out var address) ? address : null,
            User = EventMembers.Principal((authorizer.Member("jwt").Member("claims") ?? authorizer.Member("lambda")).Members()),
        };
        request.Items["LambdaContext"] = context;

        ReadHeaders(request, input, gateway);
        ReadPath(request, input.Text("rawPath") ?? "/", gateway.Text("stage"), input.Text("rawQueryString"));
        request.SetBody(input.Body());
        return request;
    }

    public void WriteHead(Utf8JsonWriter json, LambdaResponse response)
    {
        json.WriteNumber("statusCode", response.StatusCode);
        json.WriteStartObject("headers");
        foreach (var (name, values) in response.Headers)
        {
            if (!string.Equals(name, "Set-Cookie", StringComparison.OrdinalIgnoreCase))
                json.WriteString(name, values.ToString());
        }

        json.WriteEndObject();
        json.WriteStartArray("cookies");
        foreach (var cookie in response.Headers.SetCookie)
            json.WriteStringValue(cookie);
        json.WriteEndArray();
    }

    private static void ReadHeaders(LambdaRequest request, JsonElement? input, JsonElement? gateway)
    {
        foreach (var header in input.Member("headers").Members())
            request.Headers[header.Name] = header.Value.Values();
        if (input.Member("cookies") is { } cookies)
            request.Headers.Cookie = string.Join("; ", cookies.Values().AsEnumerable());
        if (request.Headers.Host.Count == 0 && gateway.Text("domainName") is { } host)
            request.Headers.Host = host;
        if (request.Headers["X-Forwarded-Proto"] is [{ } scheme, ..])
            request.Scheme = scheme;
    }

    private static void ReadPath(LambdaRequest request, string path, string? stage, string? query)
    {
        var prefix = "/" + stage;
        var staged = stage is not (null or "" or "$default")
            && (path == prefix || path.StartsWith(prefix + "/", StringComparison.Ordinal));
        request.PathBase = staged ? prefix : "";
        request.Path = EventMembers.DecodePath(!staged ? path : path.Length == prefix.Length ? "/" : path[prefix.Length..]);
        request.SetTarget(path, string.IsNullOrEmpty(query) ? QueryString.Empty : new QueryString("?" + query));
    }
}
