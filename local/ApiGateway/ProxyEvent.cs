using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace Local.ApiGateway;

/// <summary>
/// The event of a Lambda proxy integration, format 1.0. API Gateway Developer Guide, "Input format of a Lambda function for proxy integration".
/// </summary>
internal static class ProxyEvent
{
    public static ReadOnlyMemory<byte> Write(
        HttpContext http, RequestContext context, ApiMethod method, IReadOnlyDictionary<string, string> pathParameters, ReadOnlyMemory<byte> body)
    {
        var buffer = new ArrayBufferWriter<byte>(4096 + body.Length);
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WriteString("resource", method.Resource.Path);
        json.WriteString("path", context.Path);
        json.WriteString("httpMethod", http.Request.Method);

        var headers = http.Request.Headers.Where(header => !header.Key.Equals("X-Amzn-Trace-Id", StringComparison.OrdinalIgnoreCase))
            .Append(new("X-Amzn-Trace-Id", context.TraceHeader))
            .Append(new("X-Forwarded-For", http.Connection.RemoteIpAddress?.ToString()))
            .Append(new("X-Forwarded-Proto", http.Request.Scheme))
            .ToList();
        WriteValues(json, "headers", headers);
        WriteMultiValues(json, "multiValueHeaders", headers);
        WriteValues(json, "queryStringParameters", [.. http.Request.Query]);
        WriteMultiValues(json, "multiValueQueryStringParameters", [.. http.Request.Query]);
        WriteMap(json, "pathParameters", pathParameters.ToDictionary(pair => pair.Key, pair => Uri.UnescapeDataString(pair.Value)));
        WriteMap(json, "stageVariables", context.Stage.Variables);
        WriteRequestContext(json, http, context, method);

        var binary = IsBinary(http.Request, context.Stage.Api);
        if (body.IsEmpty)
            json.WriteNull("body");
        else
            json.WriteString("body", binary ? Convert.ToBase64String(body.Span) : Encoding.UTF8.GetString(body.Span));
        json.WriteBoolean("isBase64Encoded", binary && !body.IsEmpty);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteRequestContext(Utf8JsonWriter json, HttpContext http, RequestContext context, ApiMethod method)
    {
        json.WriteStartObject("requestContext");
        json.WriteString("resourceId", method.Resource.Id);
        json.WriteString("resourcePath", method.Resource.Path);
        json.WriteString("httpMethod", http.Request.Method);
        json.WriteString("extendedRequestId", context.ExtendedRequestId);
        json.WriteString("requestTime", context.RequestTime);
        json.WriteString("path", $"/{context.Stage.Name}{context.Path}");
        json.WriteString("accountId", "000000000000");
        json.WriteString("protocol", http.Request.Protocol);
        json.WriteString("stage", context.Stage.Name);
        json.WriteString("domainName", http.Request.Host.Host);
        json.WriteString("domainPrefix", http.Request.Host.Host.Split('.')[0]);
        json.WriteNumber("requestTimeEpoch", context.Time.ToUnixTimeMilliseconds());
        json.WriteString("requestId", context.RequestId);
        json.WriteStartObject("identity");
        foreach (var absent in (string[])["cognitoIdentityPoolId", "accountId", "cognitoIdentityId", "caller", "accessKey", "user", "userArn"])
            json.WriteNull(absent);
        json.WriteString("sourceIp", http.Connection.RemoteIpAddress?.ToString());
        json.WriteString("userAgent", http.Request.Headers.UserAgent.ToString());
        json.WriteEndObject();
        json.WriteString("apiId", context.Stage.Api.Id);
        json.WriteEndObject();
    }

    /// <summary>Of several values the last, as API Gateway does.</summary>
    private static void WriteValues(Utf8JsonWriter json, string name, IReadOnlyCollection<KeyValuePair<string, StringValues>> values) =>
        WriteMap(json, name, values.ToDictionary(pair => pair.Key, pair => pair.Value.LastOrDefault() ?? ""));

    private static void WriteMultiValues(Utf8JsonWriter json, string name, IReadOnlyCollection<KeyValuePair<string, StringValues>> values)
    {
        if (values.Count == 0)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        foreach (var (key, all) in values)
        {
            json.WriteStartArray(key);
            foreach (var value in all)
                json.WriteStringValue(value);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WriteMap(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> values)
    {
        if (values.Count == 0)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        foreach (var (key, value) in values)
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static bool IsBinary(HttpRequest request, RestApi api) => api.BinaryMediaTypes.Any(type =>
        type == "*/*" || type.Equals(request.ContentType?.Split(';')[0].Trim(), StringComparison.OrdinalIgnoreCase));
}
