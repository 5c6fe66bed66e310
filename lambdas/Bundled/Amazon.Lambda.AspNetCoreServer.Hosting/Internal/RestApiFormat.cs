using System.Net;
using System.Security.Claims;
using System.Text.Json;
using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Internal;

/// <summary>
/// Events of REST APIs with proxy integration (API Gateway Developer Guide, "Input format of a Lambda function for proxy integration").
/// </summary>
internal sealed class RestApiFormat : IHttpEventFormat
{
    public LambdaRequest ReadRequest(JsonElement json, ILambdaContext context)
    {
        JsonElement? input = json;
        var gateway = input.Member("requestContext");
        var request = new LambdaRequest
        {
            Method = input.Text("httpMethod") ?? "GET",
            Protocol = gateway.Text("protocol") ?? "HTTP/1.1",
            TraceIdentifier = context.AwsRequestId,
            ConnectionId = gateway.Text("requestId") ?? context.AwsRequestId,
            RemoteIpAddress = IPAddress.TryParse(gateway.Member("identity").Text("sourceIp"), out var address) ? address : null,
            User = ReadUser(gateway.Member("authorizer")),
        };
        request.Items["LambdaContext"] = context;

        ReadHeaders(request, input, gateway);
        ReadPath(request, input, gateway.Text("path"));
        request.SetBody(input.Body());
        return request;
    }

    public void WriteHead(Utf8JsonWriter json, LambdaResponse response)
    {
        json.WriteNumber("statusCode", response.StatusCode);
        json.WriteStartObject("multiValueHeaders");
        foreach (var (name, values) in response.Headers)
        {
            json.WriteStartArray(name);
            foreach (var value in values)
                json.WriteStringValue(value);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void ReadHeaders(LambdaRequest request, JsonElement? input, JsonElement? gateway)
    {
        foreach (var header in input.Member("headers").Members())
            request.Headers[header.Name] = header.Value.Values();
        foreach (var header in input.Member("multiValueHeaders").Members())
            request.Headers[header.Name] = header.Value.Values();
        if (request.Headers.Host.Count == 0 && gateway.Text("domainName") is { } host)
            request.Headers.Host = host;
        if (request.Headers["X-Forwarded-Proto"] is [{ } scheme, ..])
            request.Scheme = scheme;
    }

    private static void ReadPath(LambdaRequest request, JsonElement? input, string? gatewayPath)
    {
        var path = input.Text("path") ?? "/";
        var split = BasePath.Split(path, gatewayPath, input.Text("resource"), input.Member("pathParameters").Text("proxy"));
        request.PathBase = EventMembers.DecodePath(split.Base);
        request.Path = EventMembers.DecodePath(split.Path);
        request.SetTarget(path, ReadQuery(input));
    }

    // The gateway decodes the parameters; the application expects them encoded.
    private static QueryString ReadQuery(JsonElement? input)
    {
        var parameters = input.Member("multiValueQueryStringParameters") ?? input.Member("queryStringParameters");
        var query = new QueryBuilder();
        foreach (var parameter in parameters.Members())
            query.Add(parameter.Name, parameter.Value.Values().Select(value => value ?? ""));
        return query.ToQueryString();
    }

    private static ClaimsPrincipal? ReadUser(JsonElement? authorizer) =>
        EventMembers.Principal((authorizer.Member("claims") ?? authorizer).Members());
}
