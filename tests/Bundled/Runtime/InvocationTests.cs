using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Tests.Bundled.Support;

namespace Tests.Bundled.Runtime;

public sealed partial class InvocationTests
{
    private static readonly SourceGeneratorLambdaJsonSerializer<GreetingJson> Serializer =
        new(options => options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase);

    public static TheoryData<LambdaBootstrapBuilder> Greeters => new(
        LambdaBootstrapBuilder.Create<Question, Greeting>(q => Task.FromResult(new Greeting($"Hello {q.Name}")), Serializer),
        LambdaBootstrapBuilder.Create<Question, Greeting>((q, _) => Task.FromResult(new Greeting($"Hello {q.Name}")), Serializer),
        LambdaBootstrapBuilder.Create<Question, Greeting>(q => new Greeting($"Hello {q.Name}"), Serializer),
        LambdaBootstrapBuilder.Create<Question, Greeting>((q, _) => new Greeting($"Hello {q.Name}"), Serializer),
        LambdaBootstrapBuilder.Create((input, _) => Task.FromResult<Stream>(Greet(input))),
        LambdaBootstrapBuilder.Create(input => Task.FromResult<Stream>(Greet(input))),
        LambdaBootstrapBuilder.Create((input, _, output) => Greet(input).CopyTo(output)));

    [Theory]
    [MemberData(nameof(Greeters))]
    public async Task Event_ToEachFormOfHandler_IsAnswered(LambdaBootstrapBuilder builder)
    {
        await using var function = new RunningFunction(builder);

        foreach (var name in new[] { "Zoë", "a longer name than before", "b" })
        {
            var id = function.Api.Send($$"""{"name":"{{name}}"}""");
            var post = await function.Api.NextPostAsync();

            Assert.Equal($"invocation/{id}/response", post.Path);
            Assert.Equal($$"""{"text":"Hello {{name}}"}""", post.Text);
        }

        Assert.Equal(1, function.Api.Connections);
    }

    [Fact]
    public async Task Handler_WithoutAResult_AnswersNothing()
    {
        var seen = new List<string?>();
        await using var function = new RunningFunction(LambdaBootstrapBuilder.Create<Question>(
            question =>
            {
                seen.Add(question.Name);
                return Task.CompletedTask;
            },
            Serializer));

        var id = function.Api.Send("""{"name":"a"}""");
        var post = await function.Api.NextPostAsync();

        Assert.Equal(($"invocation/{id}/response", 0), (post.Path, post.Body.Length));
        Assert.Equal(["a"], seen);
    }

    [Fact]
    public async Task Handler_ThatThrows_IsReportedAndTheLoopGoesOn()
    {
        await using var function = new RunningFunction(LambdaBootstrapBuilder.Create<Question, Greeting>(
            q => q.Name == "bad" ? throw new InvalidOperationException("No \"luck\"", new FormatException("inner")) : new Greeting("fine"), Serializer));

        var failed = function.Api.Send("""{"name":"bad"}""");
        var error = await function.Api.NextPostAsync();
        var succeeded = function.Api.Send("""{"name":"good"}""");
        var answer = await function.Api.NextPostAsync();

        Assert.Equal($"invocation/{failed}/error", error.Path);
        Assert.Equal("InvalidOperationException", error.Headers["lambda-runtime-function-error-type"]);
        Assert.Equal("InvalidOperationException", error.Json.GetProperty("errorType").GetString());
        Assert.Equal("No \"luck\"", error.Json.GetProperty("errorMessage").GetString());
        Assert.Contains(nameof(InvocationTests), error.Json.GetProperty("stackTrace")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("inner", error.Json.GetProperty("cause").GetProperty("errorMessage").GetString());
        Assert.Equal($"invocation/{succeeded}/response", answer.Path);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"name":7}""")]
    [InlineData("")]
    public async Task Event_ThatDoesNotFitTheType_IsTheFunctionsError(string json)
    {
        await using var function = new RunningFunction(LambdaBootstrapBuilder.Create<Question, Greeting>(_ => new Greeting("no"), Serializer));

        function.Api.Send(json);
        var error = await function.Api.NextPostAsync();

        Assert.EndsWith("/error", error.Path, StringComparison.Ordinal);
        Assert.Equal("JsonSerializerException", error.Json.GetProperty("errorType").GetString());
    }

    [Fact]
    public async Task Context_OfAnInvocation_TellsItsIdentityDeadlineAndTrace()
    {
        const string trace = "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1";
        using var environment = new EnvironmentScope(("AWS_LAMBDA_FUNCTION_NAME", "Greeter"), ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512"), ("_X_AMZN_TRACE_ID", null));
        var told = new TaskCompletionSource<(ILambdaContext Context, TimeSpan Remaining, string? Variable)>();
        await using var function = new RunningFunction(LambdaBootstrapBuilder.Create((Stream _, ILambdaContext context) =>
        {
            told.SetResult((context, context.RemainingTime, Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID")));
            return Task.CompletedTask;
        }));

        var deadline = TimeProvider.System.GetUtcNow().AddSeconds(30).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var id = function.Api.Send("{}", $"Lambda-Runtime-Deadline-Ms: {deadline}\r\nLambda-Runtime-Trace-Id: {trace}\r\n");
        var (context, remaining, variable) = await told.Task.WaitAsync(RuntimeApi.Deadline);

        Assert.Equal((id, "arn:aws:lambda:f", trace, trace), (context.AwsRequestId, context.InvokedFunctionArn, context.TraceId, variable));
        Assert.InRange(remaining, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));
        Assert.Equal(("Greeter", 512), (context.FunctionName, context.MemoryLimitInMB));
    }

    private static MemoryStream Greet(Stream input)
    {
        var question = Serializer.Deserialize<Question>(input);
        return new MemoryStream(Encoding.UTF8.GetBytes($$"""{"text":"Hello {{question.Name}}"}"""));
    }

    internal sealed record Question(string? Name);

    internal sealed record Greeting(string Text);

    [JsonSerializable(typeof(Question))]
    [JsonSerializable(typeof(Greeting))]
    internal sealed partial class GreetingJson : JsonSerializerContext;
}
