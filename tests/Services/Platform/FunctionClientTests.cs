using System.Net;
using System.Net.Sockets;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using Contracts;
using Platform.Configuration;
using Platform.Functions;
using Services.Tests.Support;

namespace Services.Tests.Platform;

public class FunctionClientTests
{
    private readonly ScriptedLambda lambda = new();

    [Fact]
    public async Task Call_SendsTheCommand_AndReadsTheAnswer()
    {
        lambda.Answer = () => ScriptedLambda.Payload("""{"userId":"usr_1"}""");

        Assert.Equal("usr_1", (await CallAsync()).UserId);
        Assert.Equal([("find-user", "RequestResponse", """{"email":"a@example.com"}""")], lambda.Invocations);
    }

    [Fact]
    public async Task Notice_IsHandedOver_WithoutWaitingForTheFunction()
    {
        lambda.Answer = () => new InvokeResponse { StatusCode = 202, Payload = new MemoryStream() };

        await new FunctionClient(lambda).NotifyAsync("find-user", new FindUser("a@example.com"), ContractsJson.Default.FindUser, default);

        Assert.Equal([("find-user", "Event", """{"email":"a@example.com"}""")], lambda.Invocations);
    }

    public static TheoryData<string, Func<InvokeResponse>> NoAnswers => new()
    {
        { "the function failed", () => ScriptedLambda.Payload("""{"errorMessage":"x"}""", "Unhandled") },
        { "null", () => ScriptedLambda.Payload("null") },
        { "no JSON", () => ScriptedLambda.Payload("<html>") },
        { "timed out", () => throw new TimeoutException() },
        { "no connection", () => throw new HttpRequestException("refused") },
        { "no credentials", () => throw new AmazonClientException("none") },
        { "throttled", () => throw new TooManyRequestsException("m", null, ErrorType.Sender, "TooManyRequestsException", "r", HttpStatusCode.TooManyRequests) },
    };

    [Theory]
    [MemberData(nameof(NoAnswers))]
    public async Task NoAnswer_IsOneKindOfException(string what, Func<InvokeResponse> answer)
    {
        lambda.Answer = answer;

        var error = await Assert.ThrowsAsync<FunctionUnavailableException>(CallAsync);
        Assert.True(error.Message.StartsWith("find-user ", StringComparison.Ordinal), what);
        Assert.Single(lambda.Invocations); // never repeated: the first may still be at work
    }

    /// <summary>By the client as it is: which exception it throws is its own business.</summary>
    [Fact]
    public async Task SilentEndpoint_IsGivenUp_AndOneOfThem()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var client = new AmazonLambdaClient(new BasicAWSCredentials("test", "test"), Clients.Once(new AmazonLambdaConfig
        {
            ServiceURL = $"http://{silent.LocalEndpoint}", AuthenticationRegion = "eu-west-1",
        }, seconds: 1));

        await Assert.ThrowsAsync<FunctionUnavailableException>(() => new FunctionClient(client).NotifyAsync(
            "find-user", new FindUser("a@example.com"), ContractsJson.Default.FindUser, default));
    }

    private Task<UserFound> CallAsync() => new FunctionClient(lambda).CallAsync(
        "find-user", new FindUser("a@example.com"), ContractsJson.Default.FindUser, ContractsJson.Default.UserFound, default);
}
