using System.Text;
using System.Text.Json.Nodes;
using Local.Deployment;
using Local.Endpoint;
using Local.Lambda;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Local.Tests.Lambda;

public sealed class LambdaApiTests : IAsyncLifetime
{
    private readonly FunctionHost host = new();

    public Task InitializeAsync() => host.AddAsync("F");

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Invoke_AnswersWithThePayload_AndTheExecutedVersion()
    {
        var response = await InvokeAsync("F", """{"a":1}""");
        Assert.Equal(200, response.StatusCode);
        Assert.Equal("""{"a":1}""", await BodyAsync(response));
        Assert.Equal("$LATEST", response.Headers["X-Amz-Executed-Version"]);
        Assert.False(response.Headers.ContainsKey("X-Amz-Function-Error"));
    }

    [Fact]
    public async Task Invoke_ByArnWithQualifier_FindsTheFunction()
    {
        host.Functions.AddQualifier("F", "live");
        Assert.Equal(200, (await InvokeAsync("arn%3Aaws%3Alambda%3Aeu-west-1%3A000000000000%3Afunction%3AF%3Alive", "{}")).StatusCode);
        Assert.Equal(200, (await InvokeAsync("F", "{}", query: "?Qualifier=live")).StatusCode);
        Assert.Equal(404, (await InvokeAsync("F", "{}", query: "?Qualifier=other")).StatusCode);
    }

    [Fact]
    public async Task FailedFunction_IsA200_WithTheErrorHeader()
    {
        var response = await InvokeAsync("F", """{"do":"fail"}""");
        Assert.Equal(200, response.StatusCode);
        Assert.Equal("Unhandled", response.Headers["X-Amz-Function-Error"]);
        Assert.Contains("OrderRefused", await BodyAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LogTail_HoldsTheLinesOfThisInvocation()
    {
        await InvokeAsync("F", """{"do":"print","text":"earlier"}""");
        var response = await InvokeAsync("F", """{"do":"print","text":"now"}""", ("X-Amz-Log-Type", "Tail"));
        var tail = Encoding.UTF8.GetString(Convert.FromBase64String(response.Headers["X-Amz-Log-Result"].ToString()));
        Assert.Contains($"REPORT RequestId: {response.Headers["x-amzn-RequestId"]}", tail, StringComparison.Ordinal);
        Assert.DoesNotContain("earlier", tail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DryRun_InvokesNothing()
    {
        Assert.Equal(204, (await InvokeAsync("F", "{}", ("X-Amz-Invocation-Type", "DryRun"))).StatusCode);
        Assert.Empty(host.Log.Read("F"));
    }

    [Theory]
    [InlineData("G", "{}", "", 404, "ResourceNotFoundException")]
    [InlineData("F", "{", "", 400, "InvalidRequestContentException")]
    [InlineData("F", "{} {}", "", 400, "InvalidRequestContentException")]
    [InlineData("F", "{}", "Later", 400, "InvalidParameterValueException")]
    public async Task WrongCall_IsRefused_InLambdasForm(string function, string payload, string type, int status, string error)
    {
        var response = await InvokeAsync(function, payload, ("X-Amz-Invocation-Type", type));
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(error, response.Headers["x-amzn-ErrorType"]);
        Assert.Equal("User", (string?)JsonNode.Parse(await BodyAsync(response))!["Type"]);
    }

    [Theory]
    [InlineData("RequestResponse", 6 * 1024 * 1024, 200)]
    [InlineData("RequestResponse", (6 * 1024 * 1024) + 1, 413)]
    [InlineData("Event", (1024 * 1024) + 1, 413)]
    public async Task PayloadLimit_IsLambdas(string type, int bytes, int status) => Assert.Equal(
        status, (await InvokeAsync("F", $"\"{new string('x', bytes - 2)}\"", ("X-Amz-Invocation-Type", type))).StatusCode);

    [Fact]
    public async Task StoppedFunction_IsTooManyRequests()
    {
        await host.Functions.StopFunctionAsync("F");
        var response = await InvokeAsync("F", "{}");
        Assert.Equal(429, response.StatusCode);
        Assert.Equal("TooManyRequestsException", response.Headers["x-amzn-ErrorType"]);
    }

    [Fact]
    public async Task Event_ThatFails_IsTriedAgainAfterOneAndTwoMinutes()
    {
        var clock = new FakeTimeProvider();
        var log = new FunctionLog(10, null);
        var invoker = new FailingInvoker();
        await using var events = new AsyncInvocations(invoker, log, clock);
        events.Accept("F", "{}"u8.ToArray(), null);
        Assert.Single(invoker.RequestIds);
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Single(invoker.RequestIds);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, invoker.RequestIds.Count);
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(3, invoker.RequestIds.Count);
        Assert.Contains("discarded", Assert.Single(log.Read("F")).Text, StringComparison.Ordinal);
        Assert.Single(invoker.RequestIds.Distinct()); // by which a function knows a second attempt
    }

    [Theory]
    [InlineData("""{"FunctionName":"F","Qualifier":"$LATEST","MaximumRetryAttempts":0}""", 1)]
    [InlineData("""{"FunctionName":"F","Qualifier":"$LATEST","MaximumRetryAttempts":1}""", 2)]
    [InlineData("""{"FunctionName":"F","Qualifier":"$LATEST","MaximumEventAgeInSeconds":60}""", 1)]
    [InlineData("""{"FunctionName":"F","Qualifier":"$LATEST","MaximumEventAgeInSeconds":120}""", 2)]
    public async Task Event_ThatFails_IsTriedAgain_AsOftenAndAsLongAsTheTemplateSays(string settings, int calls)
    {
        var clock = new FakeTimeProvider();
        var invoker = new FailingInvoker();
        await using var events = new AsyncInvocations(invoker, new FunctionLog(10, null), clock);
        await new AsyncInvocationResources(events).CreateAsync(new TemplateResource(
            "Test", "Settings", "AWS::Lambda::EventInvokeConfig", "Test/Settings", JsonNode.Parse(settings)!.AsObject()), default);
        events.Accept("arn:aws:lambda:eu-west-1:000000000000:function:F", "{}"u8.ToArray(), null);
        for (var minute = 0; minute < 5; minute++)
            clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(calls, invoker.RequestIds.Count);
    }

    [Theory]
    [InlineData("DestinationConfig", "{}")]
    [InlineData("Qualifier", "\"live\"")]
    public async Task SettingsOfEvents_ThatAreNotHonouredHere_StopTheDeployment(string property, string value)
    {
        await using var events = new AsyncInvocations(host.Functions, host.Log, host.Clock);
        var properties = JsonNode.Parse("""{"FunctionName":"F","Qualifier":"$LATEST"}""")!.AsObject();
        properties[property] = JsonNode.Parse(value);
        var refusal = await Assert.ThrowsAsync<DeploymentException>(() => new AsyncInvocationResources(events).CreateAsync(
            new TemplateResource("Test", "Settings", "AWS::Lambda::EventInvokeConfig", "Test/Settings", properties), default));
        Assert.Contains(property, refusal.Message, StringComparison.Ordinal);
    }

    private async Task<HttpResponse> InvokeAsync(string function, string payload, (string Name, string Value)? header = null, string query = "")
    {
        var http = new DefaultHttpContext { RequestServices = new ServiceCollection().BuildServiceProvider() };
        http.Request.Method = "POST";
        http.Request.Path = new PathString($"/2015-03-31/functions/{function}/invocations");
        http.Request.QueryString = new QueryString(query);
        if (header is var (name, value))
            http.Request.Headers[name] = value;
        http.Response.Body = new MemoryStream();
        await using var events = new AsyncInvocations(host.Functions, host.Log, host.Clock);
        await new LambdaApi(host.Functions, events, host.Log).HandleAsync(new AwsCall(http, "Invoke", "developer", Encoding.UTF8.GetBytes(payload)));
        return http.Response;
    }

    private static async Task<string> BodyAsync(HttpResponse response)
    {
        response.Body.Position = 0;
        return await new StreamReader(response.Body).ReadToEndAsync();
    }

    private sealed class FailingInvoker : IFunctionInvoker
    {
        public List<string> RequestIds { get; } = [];

        public Task<InvocationResult> InvokeAsync(
            string function, ReadOnlyMemory<byte> payload, string? traceId, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<InvocationResult> InvokeAsync(
            string function, ReadOnlyMemory<byte> payload, string? traceId, string requestId, CancellationToken cancellation)
        {
            RequestIds.Add(requestId);
            return Task.FromResult(new InvocationResult("{}"u8.ToArray(), "Unhandled"));
        }
    }
}
