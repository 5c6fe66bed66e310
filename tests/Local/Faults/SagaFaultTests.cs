using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.SQS.Model;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Local.Clock;
using Local.Faults;
using Local.Tests.Support;

namespace Local.Tests.Faults;

[Collection(SharedFaultCloud.Name)]
public sealed class SagaFaultTests(FaultCloud cloud)
{
    private readonly string id = FaultCloud.NewPurchase();

    [SkippableFact]
    public async Task TaskExpires_JustBeforeItsAnswerArrives()
    {
        Skip.If(ProcessTime.Hindrance is not null, ProcessTime.Hindrance);
        cloud.Faults.Add(new FaultRule(FaultKind.ExpireTask) { PurchaseId = id });
        var execution = await StartAsync();
        var token = await TokenAsync();
        using var answering = Client(cloud.Role());
        var answer = new SendTaskSuccessRequest { TaskToken = token, Output = "{}" };
        await Assert.ThrowsAsync<TaskTimedOutException>(() => answering.SendTaskSuccessAsync(answer));
        await cloud.QuietAsync();
        Assert.Equal(ExecutionStatus.FAILED, await StatusAsync(execution));
        Assert.Equal("states:SendTaskSuccess", Assert.Single(cloud.Faults.Log, fault => fault.PurchaseId == id).Place);
    }

    [SkippableTheory]
    [InlineData(FaultKind.Throttle)]
    [InlineData(FaultKind.LoseRequest)]
    public async Task FailedCallOfTheSaga_IsRetried_WhenTheClockHasPassedTheInterval(FaultKind kind)
    {
        Skip.If(ProcessTime.Hindrance is not null, ProcessTime.Hindrance);
        cloud.Faults.Add(new FaultRule(kind) { PurchaseId = id, Function = FaultRule.Saga, Call = "sqs:SendMessage" });
        var execution = await StartAsync();
        await cloud.QuietAsync();
        Assert.Equal("saga", Assert.Single(cloud.Faults.Log, fault => fault.PurchaseId == id).Function);

        cloud.Clock.Advance(TimeSpan.FromMinutes(10));
        using var answering = Client(cloud.Role());
        await answering.SendTaskSuccessAsync(new SendTaskSuccessRequest { TaskToken = await TokenAsync(), Output = "{}" });
        await cloud.QuietAsync();
        Assert.Equal(ExecutionStatus.SUCCEEDED, await StatusAsync(execution));
    }

    private async Task<string> StartAsync()
    {
        using var developer = Client(TestCloud.Developer);
        var start = new StartExecutionRequest { StateMachineArn = cloud.Ref("Machine"), Name = id, Input = "{}" };
        return (await developer.StartExecutionAsync(start)).ExecutionArn;
    }

    private async Task<ExecutionStatus> StatusAsync(string execution)
    {
        using var developer = Client(TestCloud.Developer);
        return (await developer.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = execution })).Status;
    }

    private async Task<string> TokenAsync()
    {
        while (true)
        {
            var received = await cloud.Sqs.ReceiveMessageAsync(
                new ReceiveMessageRequest { QueueUrl = cloud.Ref("Tokens"), WaitTimeSeconds = 20 });
            var message = Assert.Single(received.Messages);
            await cloud.Sqs.DeleteMessageAsync(cloud.Ref("Tokens"), message.ReceiptHandle);
            var body = JsonNode.Parse(message.Body)!;
            if ((string?)body["id"] == id)
                return (string)body["token"]!;
        }
    }

    private AmazonStepFunctionsClient Client(AWSCredentials credentials) => new(credentials, cloud.Once<AmazonStepFunctionsConfig>());
}
