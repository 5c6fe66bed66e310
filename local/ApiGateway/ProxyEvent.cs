using System.Buffers;
using System.IO.Enumeration;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace Local.ApiGateway;

/// <summary>Writes the event of a Lambda proxy integration, payload format 1.0.</summary>
internal static class ProxyEvent
{
    private static readonly JsonWriterOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // The identity fields of callers that IAM or Cognito know, which no caller is here.
    private static readonly string[] AbsentIdentity =
    [
        "cognitoIdentityPoolId", "accountId", "cognitoIdentityId", "caller", "principalOrgId", "accessKey", "cognitoAuthenticationType",
        "cognitoAuthenticationProvider", "userArn", "user",
    ];

    public static ReadOnlyMemory<byte> Write(Exchange exchange, ReadOnlySpan<byte> body)
    {
        var request = exchange.Http.Request;
        var buffer = new ArrayBufferWriter<byte>(4096 + body.Length);
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        json.WriteString("resource", exchange.Route!.Method.Path);
        json.WriteString("path", exchange.Path);
        json.WriteString("httpMethod", request.Method);
        WriteValues(json, "headers", "multiValueHeaders", Headers(exchange));
        WriteValues(json, "queryStringParameters", "multiValueQueryStringParameters", [.. request.Query]);
        WritePathParameters(json, exchange.Route.PathParameters);
        json.WritePropertyName("stageVariables");
        if (exchange.Stage.Variables is { } variables)
            variables.WriteTo(json);
        else
            json.WriteNullValue();
        WriteContext(json, exchange);
        WriteBody(json, body, IsBinary(exchange.Stage.Api, request.ContentType));
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>Whether the API treats a content type as binary.</summary>
    public static bool IsBinary(RestApi api, string? contentType) => contentType?.Split(';')[0].Trim() is { Length: > 0 } type
        && api.BinaryMediaTypes.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, type));

    private static List<KeyValuePair<string, StringValues>> Headers(Exchange exchange)
    {
        var request = exchange.Http.Request;
        var headers = request.Headers
            .Where(header => header.Key.ToUpperInvariant() is not ("CONNECTION" or "CONTENT-LENGTH" or "CONTENT-MD5" or "EXPECT" or "TE" or "TRANSFER-ENCODING"
                or "TRAILER" or "UPGRADE" or "X-AMZN-TRACE-ID" or "X-FORWARDED-FOR" or "X-FORWARDED-PORT" or "X-FORWARDED-PROTO"))
            .ToList();
        headers.Add(new("X-Amzn-Trace-Id", exchange.TraceId));
        headers.Add(new("X-Forwarded-For", request.Headers["X-Forwarded-For"] is { Count: > 0 } before ? $"{before}, {exchange.SourceIp}" : exchange.SourceIp));
        headers.Add(new("X-Forwarded-Port", $"{exchange.Http.Connection.LocalPort}"));
        headers.Add(new("X-Forwarded-Proto", request.Scheme));
        return headers;
    }

    // The single-value map holds the last of several values.
    private static void WriteValues(Utf8JsonWriter json, string single, string multiple, List<KeyValuePair<string, StringValues>> values)
    {
        if (values.Count == 0)
        {
            json.WriteNull(single);
            json.WriteNull(multiple);
            return;
        }
        json.WriteStartObject(single);
        foreach (var (name, value) in values)
            json.WriteString(name, value[^1]);
        json.WriteEndObject();
        json.WriteStartObject(multiple);
        foreach (var (name, value) in values)
        {
            json.WriteStartArray(name);
            foreach (var item in value)
                json.WriteStringValue(item);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WritePathParameters(Utf8JsonWriter json, IReadOnlyDictionary<string, string> parameters)
    {
        if (parameters.Count == 0)
        {
            json.WriteNull("pathParameters");
            return;
        }
        json.WriteStartObject("pathParameters");
        foreach (var (name, value) in parameters)
            json.WriteString(name, value);
        json.WriteEndObject();
    }

    private static void WriteContext(Utf8JsonWriter json, Exchange exchange)
    {
        json.WriteStartObject("requestContext");
        foreach (var name in (string[])["resourceId", "resourcePath", "httpMethod", "extendedRequestId", "requestTime", "path", "accountId", "protocol", "stage", "domainPrefix"])
            json.WriteString(name, exchange.Variable(name));
        json.WriteNumber("requestTimeEpoch", exchange.Time.ToUnixTimeMilliseconds());
        json.WriteString("requestId", exchange.RequestId);
        json.WriteStartObject("identity");
        foreach (var name in AbsentIdentity)
            json.WriteNull(name);
        json.WriteString("sourceIp", exchange.SourceIp);
        json.WriteString("userAgent", exchange.Http.Request.Headers.UserAgent is { Count: > 0 } agent ? agent.ToString() : null);
        json.WriteEndObject();
        foreach (var name in (string[])["domainName", "deploymentId", "apiId"])
            json.WriteString(name, exchange.Variable(name));
        json.WriteEndObject();
    }

    private static void WriteBody(Utf8JsonWriter json, ReadOnlySpan<byte> body, bool binary)
    {
        if (body.IsEmpty)
            json.WriteNull("body");
        else if (binary)
            json.WriteBase64String("body", body);
        else
            json.WriteString("body", Encoding.UTF8.GetString(body));
        json.WriteBoolean("isBase64Encoded", binary && !body.IsEmpty);
    }
}
