using System.Text.Json.Nodes;
using Amazon.SQS;
using Amazon.SQS.Model;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Local.Endpoint;
using Local.Tests.Support;

namespace Local.Tests.StepFunctions;

/// <summary>A state machine deployed from a template, its tasks answered by the real emulators, driven by the clients that the platform uses.</summary>
public sealed class DeployedSagaTests(SagaCloud fixture) : IClassFixture<SagaCloud>, IDisposable
{
    private readonly AmazonStepFunctionsClient states = new(
        TestCloud.Developer, new AmazonStepFunctionsConfig { ServiceURL = fixture.Cloud.AwsUrl.ToString(), AuthenticationRegion = "eu-west-1" });

    private readonly AmazonSQSClient sqs = new(
        TestCloud.Developer, new AmazonSQSConfig { ServiceURL = fixture.Cloud.AwsUrl.ToString(), AuthenticationRegion = "eu-west-1" });

    [Fact]
    public async Task Saga_AnsweredThroughItsQueue_Completes_AndItsTokenIsUsedUp()
    {
        var started = await states.StartExecutionAsync(new() { StateMachineArn = fixture.Ref("Alias"), Name = "purchase-1", Input = """{"id":"purchase-1"}""" });
        var (token, body) = await ReceiveAsync();
        Assert.Equal("purchase-1", (string?)body["data"]!["id"]);
        await states.SendTaskHeartbeatAsync(new() { TaskToken = token });
        await states.SendTaskSuccessAsync(new() { TaskToken = token, Output = """{"userId":"u1"}""" });

        var ended = await EndedAsync(started.ExecutionArn);
        Assert.Equal(ExecutionStatus.SUCCEEDED, ended.Status);
        Assert.Equal("""{"id":"purchase-1","answer":{"userId":"u1"},"recorded":{"status":200}}""", ended.Output);
        await Assert.ThrowsAsync<TaskTimedOutException>(() => states.SendTaskSuccessAsync(new() { TaskToken = token, Output = "{}" }));

        var history = (await states.GetExecutionHistoryAsync(new() { ExecutionArn = started.ExecutionArn })).Events;
        Assert.Equal(
            ["ExecutionStarted", "TaskStateEntered", "TaskScheduled", "TaskStarted", "TaskSubmitted", "TaskSucceeded", "TaskStateExited", "TaskStateEntered",
             "TaskScheduled", "TaskStarted", "TaskSucceeded", "TaskStateExited", "SucceedStateEntered", "SucceedStateExited", "ExecutionSucceeded"],
            history.Select(recorded => recorded.Type.Value));

        using var client = new HttpClient();
        var view = JsonNode.Parse(await client.GetStringAsync(new Uri(fixture.Cloud.PublicUrl, "/_local/executions/purchase-1")))!;
        Assert.Equal("SUCCEEDED", (string?)view["status"]);
        Assert.Equal("u1", (string?)view["output"]!["answer"]!["userId"]);
        Assert.Equal(15, view["history"]!.AsArray().Count);
    }

    [Fact]
    public async Task Condition_ThatFailsInDynamoDb_IsCaughtByItsName()
    {
        foreach (var name in (string[])["twice-a", "twice-b"])
        {
            var started = await states.StartExecutionAsync(new() { StateMachineArn = fixture.Ref("Machine"), Name = name, Input = """{"id":"twice"}""" });
            await states.SendTaskSuccessAsync(new() { TaskToken = (await ReceiveAsync()).Token, Output = "1" });
            var output = JsonNode.Parse((await EndedAsync(started.ExecutionArn)).Output)!;
            if (name == "twice-a")
                Assert.Null(output["error"]);
            else
            {
                Assert.Equal("DynamoDB.ConditionalCheckFailedException", (string?)output["error"]!["Error"]);
                Assert.Contains("(Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ConditionalCheckFailedException", (string?)output["error"]!["Cause"]);
            }
        }
    }

    [Fact]
    public async Task Failure_SentForTheToken_FailsTheExecution()
    {
        var started = await states.StartExecutionAsync(new() { StateMachineArn = fixture.Ref("Version"), Name = "refused", Input = """{"id":"refused"}""" });
        await states.SendTaskFailureAsync(new() { TaskToken = (await ReceiveAsync()).Token, Error = "UserRefused", Cause = "blocked" });

        var ended = await EndedAsync(started.ExecutionArn);
        Assert.Equal((ExecutionStatus.FAILED, "UserRefused", "blocked"), (ended.Status, ended.Error, ended.Cause));
    }

    [Fact]
    public async Task Topic_ThatDoesNotExist_FailsTheTaskByTheNameAwsGives()
    {
        var aws = fixture.Cloud.Services.GetRequiredService<AwsApi>();
        var created = await aws.JsonAsync("states", "AWSStepFunctions.CreateStateMachine", new()
        {
            ["name"] = "no-topic",
            ["roleArn"] = fixture.Attribute("Role", "Arn"),
            ["definition"] = """
                {"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "End": true,
                  "Parameters": {"TopicArn": "arn:aws:sns:eu-west-1:000000000000:none", "Message": "x"}}}}
                """,
        }, CancellationToken.None);

        var started = await states.StartExecutionAsync(new() { StateMachineArn = (string)created["stateMachineArn"]!, Name = "x", Input = "{}" });

        Assert.Equal("SNS.NotFoundException", (await EndedAsync(started.ExecutionArn)).Error);
    }

    public void Dispose()
    {
        states.Dispose();
        sqs.Dispose();
    }

    private async Task<(string Token, JsonNode Body)> ReceiveAsync()
    {
        var received = await sqs.ReceiveMessageAsync(new ReceiveMessageRequest
        {
            QueueUrl = fixture.Ref("Queue"), WaitTimeSeconds = 10, MessageAttributeNames = ["All"],
        });
        var message = Assert.Single(received.Messages);
        await sqs.DeleteMessageAsync(fixture.Ref("Queue"), message.ReceiptHandle);
        return (message.MessageAttributes["taskToken"].StringValue, JsonNode.Parse(message.Body)!);
    }

    private async Task<DescribeExecutionResponse> EndedAsync(string arn)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var described = await states.DescribeExecutionAsync(new() { ExecutionArn = arn }, deadline.Token);
            if (described.Status != ExecutionStatus.RUNNING)
                return described;
            await Task.Delay(10, deadline.Token);
        }
    }
}
