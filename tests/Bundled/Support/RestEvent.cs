using System.Text.Json.Nodes;

namespace Tests.Bundled.Support;

/// <summary>Events as a REST API sends them.</summary>
internal static class RestEvent
{
    internal static JsonObject Create(string method = "GET", string path = "/orders/1", string? body = null) => new()
    {
        ["resource"] = "/{proxy+}",
        ["path"] = path,
        ["httpMethod"] = method,
        ["headers"] = new JsonObject { ["Host"] = "api.example.com", ["X-Forwarded-Proto"] = "https" },
        ["multiValueHeaders"] = new JsonObject { ["Host"] = Array("api.example.com"), ["X-Forwarded-Proto"] = Array("https") },
        ["queryStringParameters"] = null,
        ["multiValueQueryStringParameters"] = null,
        ["pathParameters"] = new JsonObject { ["proxy"] = path.TrimStart('/') },
        ["stageVariables"] = null,
        ["requestContext"] = new JsonObject
        {
            ["path"] = "/api" + path,
            ["stage"] = "api",
            ["protocol"] = "HTTP/1.1",
            ["requestId"] = "r-1",
            ["domainName"] = "abc.execute-api.eu-west-1.amazonaws.com",
            ["identity"] = new JsonObject { ["sourceIp"] = "203.0.113.7" },
            ["authorizer"] = null,
        },
        ["body"] = body,
        ["isBase64Encoded"] = false,
    };

    internal static JsonArray Array(params IEnumerable<string> values) => new([.. values.Select(value => (JsonNode)value)]);
}
