using System.Net;
using Local.Deployment;

namespace Local.Tests.ApiGateway;

public sealed class GatewayResponseTests
{
    [Fact]
    public async Task Response_HasTheTemplatesStatusHeadersAndBody()
    {
        await using var host = new ApiHost();
        host.Create("GatewayResponse", "Missing", """
            {"ResponseType":"MISSING_AUTHENTICATION_TOKEN","StatusCode":"404",
             "ResponseParameters":{"gatewayresponse.header.Content-Type":"'application/problem+json'","gatewayresponse.header.X-Id":"context.requestId"},
             "ResponseTemplates":{"application/json":"{\"title\":\"Nothing here.\",\"detail\":$context.error.messageString,\"requestId\":\"$context.requestId\"}"}}
            """);
        await host.StartAsync();
        using var response = await host.Client.GetAsync("/api/x");
        var id = response.Headers.GetValues("x-amzn-RequestId").Single();
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal([id], response.Headers.GetValues("X-Id"));
        Assert.Equal($$"""{"title":"Nothing here.","detail":"Missing Authentication Token","requestId":"{{id}}"}""", await response.Content.ReadAsStringAsync());
    }

    /// <summary>API Gateway sends no Retry-After of its own: the template adds it.</summary>
    [Fact]
    public async Task ThrottledRequest_HasTheRetryAfter_OfTheTemplate()
    {
        await using var host = new ApiHost();
        host.Create("GatewayResponse", "Throttled", """{"ResponseType":"THROTTLED","ResponseParameters":{"gatewayresponse.header.Retry-After":"'1'"}}""");
        await host.With("GET", "/a").StartAsync("""{"MethodSettings":[{"ResourcePath":"/*","HttpMethod":"*","ThrottlingRateLimit":1,"ThrottlingBurstLimit":1}]}""");
        await host.SendAsync("GET", "/api/a");
        using var throttled = await host.Client.GetAsync("/api/a");
        Assert.Equal((HttpStatusCode.TooManyRequests, "1"), (throttled.StatusCode, throttled.Headers.RetryAfter?.ToString()));
        Assert.Equal("""{"message":"Too Many Requests"}""", await throttled.Content.ReadAsStringAsync());
        Assert.Single(host.Events);
    }

    [Fact]
    public async Task Default4xx_AppliesToTypesWithoutTheirOwn_AndKeepsTheirStatus()
    {
        await using var host = new ApiHost();
        host.Create("GatewayResponse", "Default", """{"ResponseType":"DEFAULT_4XX","ResponseTemplates":{"application/json":"{\"kind\":\"$context.error.responseType\"}"}}""");
        await host.StartAsync();
        var (status, body) = await host.SendAsync("GET", "/api/x");
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal("MISSING_AUTHENTICATION_TOKEN", (string?)body!["kind"]);
    }

    [Fact]
    public async Task TemplateThatNeedsMoreThanVariables_StopsTheDeployment()
    {
        await using var host = new ApiHost();
        Assert.Throws<DeploymentException>(() => host.Create(
            "GatewayResponse", "Default", """{"ResponseType":"DEFAULT_4XX","ResponseTemplates":{"application/json":"#set($x = 1)\n{}"}}"""));
    }
}
