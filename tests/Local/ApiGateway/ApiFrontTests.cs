using System.Net;
using System.Text.Json.Nodes;
using Local.Deployment;

namespace Local.Tests.ApiGateway;

public sealed class ApiFrontTests
{
    [Theory]
    [InlineData("GET", "/api/items/7", "/items/{id}")]
    [InlineData("GET", "/api/items/special", "/items/special")]
    [InlineData("GET", "/api/files/a/b/c", "/files/{path+}")]
    [InlineData("PUT", "/api/any", "/any")]
    [InlineData("GET", "/api/items/special/deeper", null)]
    [InlineData("DELETE", "/api/items/7", null)]
    [InlineData("GET", "/api", null)]
    public async Task Path_FindsItsMethod_OrNone(string httpMethod, string path, string? resource)
    {
        await using var host = await new ApiHost().With("GET", "/items/{id}").With("GET", "/items/special").With("GET", "/files/{path+}")
            .With("ANY", "/any").StartAsync();
        var (status, body) = await host.SendAsync(httpMethod, path);
        if (resource is null)
        {
            Assert.Equal(HttpStatusCode.Forbidden, status);
            Assert.Equal("Missing Authentication Token", (string?)body!["message"]);
            Assert.Empty(host.Events);
        }
        else
        {
            Assert.Equal(resource, (string?)host.Events.Single()["resource"]);
        }
    }

    [Theory]
    [InlineData("/api/a", "/a")]
    [InlineData("/api/reports/revenue", "/reports/{name}")]
    [InlineData("/api/other", null)]
    public async Task StagesOfOneName_ShareTheAddress(string path, string? resource)
    {
        await using var host = await new ApiHost().With("GET", "/a").StartAsync();
        AddReports(host, "{name}");

        var (status, _) = await host.SendAsync("GET", path);

        Assert.Equal(resource is null ? HttpStatusCode.Forbidden : HttpStatusCode.OK, status);
        Assert.Equal(resource, (string?)host.Events.SingleOrDefault()?["resource"]);
    }

    [Fact]
    public async Task StagesOfOneName_CannotServeOnePath()
    {
        await using var host = await new ApiHost().With("GET", "/reports/{id}").StartAsync();

        var refusal = Assert.ThrowsAny<Exception>(() => AddReports(host, "revenue"));

        Assert.Contains("another API's stage of that name serves /reports/revenue", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>A second API with a stage of the same name, which has /reports/ and one more segment.</summary>
    private static void AddReports(ApiHost host, string segment)
    {
        var api = host.Create("RestApi", "Reports", """{"Name":"reports"}""");
        host.Permit(api.Ref);
        var folder = host.Create("Resource", "reports", $$"""{"RestApiId":"{{api.Ref}}","ParentId":"{{api.Attributes["RootResourceId"]}}","PathPart":"reports"}""");
        var report = host.Create("Resource", "report", $$"""{"RestApiId":"{{api.Ref}}","ParentId":"{{folder.Ref}}","PathPart":"{{segment}}"}""");
        host.AddMethod("GET", report.Ref, $$"""{"RestApiId":"{{api.Ref}}","AuthorizationType":"AWS_IAM"}""");
        host.Create("Stage", "ReportsStage", $$"""{"RestApiId":"{{api.Ref}}","StageName":"api","DeploymentId":"d"}""");
    }

    [Fact]
    public async Task PathOfNoStage_IsNotFound()
    {
        await using var host = await new ApiHost().With("GET", "/a").StartAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await host.SendAsync("GET", "/other/a")).Status);
    }

    [Fact]
    public async Task AnswerOfTheFunction_IsTheResponse()
    {
        await using var host = await new ApiHost().With("GET", "/a").StartAsync();
        host.Function = (_, _) => ApiHost.Answer("""
            {"statusCode":201,"headers":{"Content-Type":"text/plain","X-One":"1","WWW-Authenticate":"Bearer"},
             "multiValueHeaders":{"Set-Cookie":["a=1","b=2"]},"body":"grüße","isBase64Encoded":false}
            """);
        using var response = await host.Client.GetAsync("/api/a");
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("grüße", System.Text.Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync()));
        Assert.Equal(["a=1", "b=2"], response.Headers.GetValues("Set-Cookie"));
        Assert.Equal(["Bearer"], response.Headers.GetValues("x-amzn-Remapped-WWW-Authenticate"));
        Assert.Equal([(string)host.Events[0]["requestContext"]!["requestId"]!], response.Headers.GetValues("x-amzn-RequestId"));
    }

    [Theory]
    [InlineData("\"text\"", null)]
    [InlineData("""{"body":"no status"}""", null)]
    [InlineData("""{"statusCode":"x"}""", null)]
    [InlineData("""{"statusCode":200,"body":{"an":"object"}}""", null)]
    [InlineData("""{"statusCode":200,"headers":{"a":["list"]}}""", null)]
    [InlineData("""{"errorType":"Oops","errorMessage":"secret"}""", "Unhandled")]
    public async Task MalformedAnswerOrFailure_IsABadGateway_WithoutDetails(string answer, string? error)
    {
        await using var host = await new ApiHost().With("GET", "/a").StartAsync();
        host.Function = (_, _) => ApiHost.Answer(answer, error);
        var (status, body) = await host.SendAsync("GET", "/api/a");
        Assert.Equal(HttpStatusCode.BadGateway, status);
        Assert.Equal("""{"message":"Internal server error"}""", body!.ToJsonString());
    }

    [Fact]
    public async Task FunctionThatTakesLongerThan29Seconds_IsAGatewayTimeout()
    {
        await using var host = await new ApiHost().With("GET", "/a").StartAsync();
        host.Function = async (_, stop) =>
        {
            host.Clock.Advance(TimeSpan.FromSeconds(29));
            await Task.Delay(Timeout.Infinite, stop);
            return await ApiHost.Answer("""{"statusCode":200}""");
        };
        var (status, body) = await host.SendAsync("GET", "/api/a");
        Assert.Equal(HttpStatusCode.GatewayTimeout, status);
        Assert.Equal("Endpoint request timed out", (string?)body!["message"]);
    }

    [Fact]
    public async Task ThrottledFunction_IsAServerError()
    {
        await using var host = await new ApiHost().With("GET", "/a").StartAsync();
        host.Function = (_, _) => throw new Local.Lambda.FunctionThrottledException("Bff");
        Assert.Equal(HttpStatusCode.InternalServerError, (await host.SendAsync("GET", "/api/a")).Status);
    }

    [Fact]
    public async Task FunctionWithoutPermission_IsNotInvoked()
    {
        await using var host = new ApiHost();
        host.With("GET", "/a", """
            {"Integration":{"Type":"AWS_PROXY","Uri":"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:000000000000:function:Other/invocations"}}
            """);
        await host.StartAsync();
        Assert.Equal(HttpStatusCode.InternalServerError, (await host.SendAsync("GET", "/api/a")).Status);
        Assert.Empty(host.Events);
        Assert.EndsWith("has no permission to invoke it", Assert.Single(host.FunctionLog.Read("Other")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BodyOver10Megabytes_IsRefused_AndSoIsAnEventThatLambdaWouldNotTake()
    {
        await using var host = await new ApiHost().With("POST", "/a").StartAsync();
        foreach (var (length, status, message) in ((int, HttpStatusCode, string?)[])
        [
            (5 * 1024 * 1024, HttpStatusCode.OK, null),
            (6 * 1024 * 1024, HttpStatusCode.RequestEntityTooLarge, "Request Too Long"),
            ((10 * 1024 * 1024) + 1, HttpStatusCode.RequestEntityTooLarge, "HTTP content length exceeded 10485760 bytes."),
        ])
        {
            var (answered, body) = await host.SendAsync("POST", "/api/a", new string('x', length));
            Assert.Equal((status, message), (answered, body as JsonObject is { } problem ? (string?)problem["message"] : null));
        }
        Assert.Single(host.Events);
    }

    [Fact]
    public async Task BurstIsUsedUp_Throttles_AndTheRateFillsItAgain()
    {
        await using var host = await new ApiHost().With("GET", "/a").With("GET", "/b").StartAsync("""
            {"MethodSettings":[{"ResourcePath":"/*","HttpMethod":"*","ThrottlingRateLimit":1,"ThrottlingBurstLimit":2},
                               {"ResourcePath":"/~1b","HttpMethod":"GET","ThrottlingRateLimit":100,"ThrottlingBurstLimit":100}]}
            """);
        async Task<HttpStatusCode> Get(string path) => (await host.SendAsync("GET", path)).Status;
        Assert.Equal(HttpStatusCode.OK, await Get("/api/a"));
        Assert.Equal(HttpStatusCode.OK, await Get("/api/a"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await Get("/api/a"));
        Assert.Equal(HttpStatusCode.OK, await Get("/api/b"));
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, await Get("/api/a"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await Get("/api/a"));
    }

    [Fact]
    public async Task AccessLog_HasALinePerRequest_InTheStagesFormat()
    {
        await using var host = await new ApiHost().With("GET", "/items/{id}").StartAsync("""
            {"AccessLogSetting":{"Format":"$context.httpMethod $context.resourcePath $context.path $context.status $context.responseLength $context.error.responseType $context.unknown"}}
            """);
        await host.SendAsync("GET", "/api/items/1");
        await host.SendAsync("GET", "/api/nothing");
        Assert.Equal(["GET /items/{id} /api/items/1 200 2 - -", "GET - /api/nothing 403 42 MISSING_AUTHENTICATION_TOKEN -"], host.Log.Lines);
    }

    [Fact]
    public async Task IntegrationOfAnotherType_StopsTheDeployment_NamingIt()
    {
        await using var host = new ApiHost();
        var refusal = Assert.Throws<DeploymentException>(() => host.With("OPTIONS", "/a", """{"Integration":{"Type":"MOCK"}}"""));
        Assert.Contains("MOCK", refusal.Message, StringComparison.Ordinal);
    }
}
