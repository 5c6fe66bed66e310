using System.Diagnostics;
using System.Text;
using Amazon.SQS;
using Amazon.SQS.Model;
using Local.Clock;
using Local.Lambda;
using Local.Tests.Support;

namespace Local.Tests.Clock;

/// <summary>A whole local cloud whose clock is moved on: the queue's emulator and the functions' processes follow.</summary>
public sealed class MovedCloudTests : IAsyncLifetime
{
    private const string Template = """
        {'Resources': {
          'Queue': {'Type': 'AWS::SQS::Queue', 'Properties': {'VisibilityTimeout': 60}},
          'Function': {'Type': 'AWS::Lambda::Function', 'Properties': {
            'Code': {'S3Bucket': 'assets', 'S3Key': 'function.zip'}, 'Handler': 'bootstrap', 'Runtime': 'provided.al2023', 'Timeout': 2,
            'Role': 'arn:aws:iam::000000000000:role/test'}}}}
        """;

    private readonly AssemblyFolder folder =
        new AssemblyFolder().WithAsset("function.zip", AppContext.BaseDirectory).With("Test", Template);
    private LocalCloud cloud = null!;

    private MovableClock Clock => cloud.Services.GetRequiredService<MovableClock>();

    [SkippableFact]
    public async Task MessageLeftInFlight_ReappearsWhenTheClockHasPassedItsVisibilityTimeout()
    {
        Skip.If(ProcessTime.Hindrance is not null, ProcessTime.Hindrance);
        using var sqs = new AmazonSQSClient(
            TestCloud.Developer, new AmazonSQSConfig { ServiceURL = cloud.AwsUrl.ToString(), AuthenticationRegion = "eu-west-1" });
        var queue = Ref("Queue");
        await sqs.SendMessageAsync(queue, "hello");
        Assert.Single((await ReceiveAsync()).Messages);
        var waiting = ReceiveAsync();
        var began = Stopwatch.GetTimestamp();
        Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Single((await waiting).Messages);
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(10));

        Task<ReceiveMessageResponse> ReceiveAsync() =>
            sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = queue, WaitTimeSeconds = 20 });
    }

    [SkippableFact]
    public async Task RunningFunctionProcess_SeesTheMovedTime()
    {
        Skip.If(ProcessTime.Hindrance is not null, ProcessTime.Hindrance);
        var process = await AnswerAsync("process");
        var before = DateTimeOffset.Parse(await AnswerAsync("time"), null);
        Clock.Advance(TimeSpan.FromHours(3));
        var after = DateTimeOffset.Parse(await AnswerAsync("time"), null);
        Assert.InRange(after - before, TimeSpan.FromHours(3), TimeSpan.FromHours(3.1));
        Assert.InRange(after - Clock.GetUtcNow(), TimeSpan.FromSeconds(-60), TimeSpan.FromSeconds(1));
        Assert.Equal(process, await AnswerAsync("process"));
    }

    [SkippableFact]
    public async Task FunctionAtWork_IsNotTimedOutByAMovedClock()
    {
        Skip.If(ProcessTime.Hindrance is not null, ProcessTime.Hindrance);
        var answer = InvokeAsync("""{"do":"wait","milliseconds":500}""");
        Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Null((await answer).FunctionError);
    }

    public async Task InitializeAsync()
    {
        if (ProcessTime.Hindrance is not null)
            return;
        cloud = await LocalCloud.StartAsync(new LocalCloudOptions
        {
            PublicPort = 0,
            AwsPort = 0,
            Quiet = true,
            MovableClock = true,
            CloudAssembly = folder.Path,
            Output = TextWriter.Null,
            Endpoints = new Dictionary<string, Uri> { ["dynamodb"] = new("http://127.0.0.1:1") },
        });
    }

    public async Task DisposeAsync()
    {
        if (cloud is not null)
            await cloud.DisposeAsync();
        folder.Dispose();
    }

    private async Task<string> AnswerAsync(string what) =>
        Encoding.UTF8.GetString((await InvokeAsync($$"""{"do":"{{what}}"}""")).Payload.Span).Trim('"');

    private Task<InvocationResult> InvokeAsync(string payload) => cloud.Services.GetRequiredService<FunctionInvoker>()
        .InvokeAsync(Ref("Function"), Encoding.UTF8.GetBytes(payload), null, CancellationToken.None);

    private string Ref(string logicalId) =>
        cloud.Deployment.Resources.Single(resource => resource.Definition.LogicalId == logicalId).Deployed.Ref;
}
