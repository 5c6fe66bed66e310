using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Local.Tests.ApiGateway;

public sealed class ProxyEventTests
{
    [Fact]
    public async Task Request_BecomesTheEventOfAProxyIntegration()
    {
        await using var host = await new ApiHost().With("POST", "/purchases/{purchaseId}/notes").StartAsync("""{"Variables":{"colour":"blue"}}""");
        await host.SendRawAsync("""
            POST /api/purchases/a%20b/notes?tag=x&tag=y%26z&empty= HTTP/1.1
            Host: shop.example
            User-Agent: test/1
            Content-Type: application/json; charset=utf-8
            X-Twice: 1
            X-Twice: 2
            X-Amzn-Trace-Id: Root=1-67891233-abcdef012345678912345678
            Connection: close
            Content-Length: 13

            {"text":"ü"}
            """);

        var @event = Assert.Single(host.Events);
        var port = host.Client.BaseAddress!.Port;
        Assert.Equal("Root=1-67891233-abcdef012345678912345678", host.TraceId);
        AssertSameJson(
            $$"""
            {"resource":"/purchases/{purchaseId}/notes","path":"/purchases/a%20b/notes","httpMethod":"POST",
             "headers":{"Host":"shop.example","User-Agent":"test/1","Content-Type":"application/json; charset=utf-8","X-Twice":"2",
               "X-Amzn-Trace-Id":"Root=1-67891233-abcdef012345678912345678","X-Forwarded-For":"127.0.0.1","X-Forwarded-Port":"{{port}}","X-Forwarded-Proto":"http"},
             "multiValueHeaders":{"Host":["shop.example"],"User-Agent":["test/1"],"Content-Type":["application/json; charset=utf-8"],"X-Twice":["1","2"],
               "X-Amzn-Trace-Id":["Root=1-67891233-abcdef012345678912345678"],"X-Forwarded-For":["127.0.0.1"],"X-Forwarded-Port":["{{port}}"],"X-Forwarded-Proto":["http"]},
             "queryStringParameters":{"tag":"y&z","empty":""},
             "multiValueQueryStringParameters":{"tag":["x","y&z"],"empty":[""]},
             "pathParameters":{"purchaseId":"a%20b"},
             "stageVariables":{"colour":"blue"},
             "requestContext":{"resourceId":"ID","resourcePath":"/purchases/{purchaseId}/notes","httpMethod":"POST","extendedRequestId":"ID",
               "requestTime":"06/Jul/2025:22:57:00 +0000","path":"/api/purchases/a%20b/notes","accountId":"000000000000","protocol":"HTTP/1.1","stage":"api",
               "domainPrefix":"shop","requestTimeEpoch":1751842620000,"requestId":"ID",
               "identity":{"cognitoIdentityPoolId":null,"accountId":null,"cognitoIdentityId":null,"caller":null,"principalOrgId":null,"accessKey":null,
                 "cognitoAuthenticationType":null,"cognitoAuthenticationProvider":null,"userArn":null,"user":null,"sourceIp":"127.0.0.1","userAgent":"test/1"},
               "domainName":"shop.example","deploymentId":"ID","apiId":"ID"},
             "body":"{\"text\":\"ü\"}","isBase64Encoded":false}
            """,
            Regex.Replace(@event.ToJsonString(), "\"(resourceId|extendedRequestId|requestId|deploymentId|apiId)\":\"[^\"]+\"", "\"$1\":\"ID\""));
    }

    [Fact]
    public async Task RequestWithoutBodyAndParameters_HasNulls()
    {
        await using var host = await new ApiHost().With("GET", "/products").StartAsync();
        await host.SendAsync("GET", "/api/products");
        var @event = Assert.Single(host.Events);
        foreach (var member in (string[])["queryStringParameters", "multiValueQueryStringParameters", "pathParameters", "stageVariables", "body"])
            Assert.True(@event.AsObject().TryGetPropertyValue(member, out var value) && value is null, member);
        Assert.Matches("^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$", (string?)@event["headers"]!["X-Amzn-Trace-Id"]);
        Assert.Equal(host.TraceId, (string?)@event["headers"]!["X-Amzn-Trace-Id"]);
    }

    private static void AssertSameJson(string expected, string actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), actual);
}
