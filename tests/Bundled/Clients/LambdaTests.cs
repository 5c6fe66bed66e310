using System.Text;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Tests.Bundled.Support;

namespace Tests.Bundled.Clients;

public sealed class LambdaTests
{
    [Theory]
    [InlineData("TakePayment", "/2015-03-31/functions/TakePayment/invocations")]
    [InlineData(
        "arn:aws:lambda:eu-west-1:000000000000:function:TakePayment:live",
        "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu-west-1%3A000000000000%3Afunction%3ATakePayment%3Alive/invocations")]
    public async Task Invoke_OnTheWire_IsTheRawPayload(string function, string target)
    {
        await using var endpoint = await AwsEndpoint.StartAsync(new CannedAnswer(200, "application/json", "{}"));
        using var client = Client(endpoint);

        await client.InvokeAsync(new InvokeRequest { FunctionName = function, Payload = """{"a":"ü"}""" });

        var request = Assert.Single(endpoint.Requests);
        Assert.Equal(("POST", target), (request.Method, request.Target));
        Assert.Equal("""{"a":"ü"}""", request.Text);
        SignatureVersion4.AssertSigned(request, "eu-west-1", "lambda");
    }

    [Fact]
    public async Task Invoke_WithEveryOption_PutsThemInQueryAndHeaders()
    {
        await using var endpoint = await AwsEndpoint.StartAsync(new CannedAnswer(202, "application/json", ""));
        using var client = Client(endpoint);

        var answer = await client.InvokeAsync(new InvokeRequest
        {
            FunctionName = "f",
            Qualifier = "live+1",
            InvocationType = InvocationType.Event,
            LogType = LogType.Tail,
            ClientContextBase64 = "e30=",
            PayloadStream = new MemoryStream("[]"u8.ToArray()),
        });

        var request = Assert.Single(endpoint.Requests);
        Assert.Equal("/2015-03-31/functions/f/invocations?Qualifier=live%2B1", request.Target);
        Assert.Equal(("Event", "Tail", "e30="), (request.Headers["x-amz-invocation-type"], request.Headers["x-amz-log-type"], request.Headers["x-amz-client-context"]));
        Assert.Equal((202, 0L), (answer.StatusCode, answer.Payload.Length));
        SignatureVersion4.AssertSigned(request, "eu-west-1", "lambda");
    }

    [Fact]
    public async Task Invoke_OfAFailingFunction_AnswersTheErrorDocument()
    {
        await using var endpoint = await AwsEndpoint.StartAsync(new CannedAnswer(
            200, "application/json", """{"errorType":"E"}""", ("X-Amz-Function-Error", "Unhandled"), ("X-Amz-Executed-Version", "7"), ("X-Amz-Log-Result", "bG9n")));
        using var client = Client(endpoint);

        var answer = await client.InvokeAsync(new InvokeRequest { FunctionName = "f", Payload = "{}" });

        Assert.Equal(("Unhandled", "7", "bG9n", 200), (answer.FunctionError, answer.ExecutedVersion, answer.LogResult, answer.StatusCode));
        Assert.Equal("""{"errorType":"E"}""", Encoding.UTF8.GetString(answer.Payload.ToArray()));
    }

    [Theory]
    [InlineData("ResourceNotFoundException", 404, typeof(ResourceNotFoundException))]
    [InlineData("TooManyRequestsException", 429, typeof(TooManyRequestsException))]
    [InlineData("ServiceException", 500, typeof(ServiceException))]
    [InlineData("AccessDeniedException", 403, typeof(AmazonLambdaException))]
    public async Task Error_NamedByItsHeader_IsTheTypedException(string code, int status, Type exception)
    {
        await using var endpoint = await AwsEndpoint.StartAsync(
            new CannedAnswer(status, "application/json", """{"Message":"m","Type":"User"}""", ("x-amzn-ErrorType", code)));
        using var client = new AmazonLambdaClient(AwsEndpoint.Credentials, endpoint.Configure(new AmazonLambdaConfig { MaxErrorRetry = 0 }));

        var thrown = await Assert.ThrowsAnyAsync<AmazonLambdaException>(
            () => client.InvokeAsync(new InvokeRequest { FunctionName = "f", Payload = "{}" }));

        Assert.Equal((exception, code, status), (thrown.GetType(), thrown.ErrorCode, (int)thrown.StatusCode));
    }

    [Fact]
    public async Task Invoke_Throttled_SendsThePayloadAgainWhole()
    {
        await using var endpoint = await AwsEndpoint.StartAsync(
            new CannedAnswer(429, "application/json", "{}", ("x-amzn-ErrorType", "TooManyRequestsException")),
            new CannedAnswer(200, "application/json", "1"));
        using var client = Client(endpoint);

        await client.InvokeAsync(new InvokeRequest { FunctionName = "f", Payload = """{"a":1}""" });

        Assert.Equal(["""{"a":1}""", """{"a":1}"""], endpoint.Requests.Select(request => request.Text));
        Assert.All(endpoint.Requests, request => SignatureVersion4.AssertSigned(request, "eu-west-1", "lambda"));
    }

    private static AmazonLambdaClient Client(AwsEndpoint endpoint) => new(AwsEndpoint.Credentials, endpoint.Configure(new AmazonLambdaConfig()));
}
