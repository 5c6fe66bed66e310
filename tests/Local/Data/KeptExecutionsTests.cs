using Amazon.SQS.Model;
using Amazon.StepFunctions;
using Local.Faults;

namespace Local.Tests.Data;

/// <summary>A saga that waits for an answer when the local cloud ends.</summary>
public sealed class KeptExecutionsTests : IDisposable
{
    private const string Resources = """
        'Queue': {'Type': 'AWS::SQS::Queue', 'Properties': {'QueueName': 'questions'}},
        'Role': {'Type': 'AWS::IAM::Role', 'Properties': {
          'AssumeRolePolicyDocument': {'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Principal': {'Service': 'states.amazonaws.com'}}]},
          'Policies': [{'PolicyName': 'saga', 'PolicyDocument': {'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Action': 'sqs:SendMessage', 'Resource': '*'}]}}]}},
        'Topic': {'Type': 'AWS::SNS::Topic', 'Properties': {'TopicName': 'asked'}},
        'Subscription': {'Type': 'AWS::SNS::Subscription', 'Properties': {
          'TopicArn': {'Ref': 'Topic'}, 'Protocol': 'sqs', 'Endpoint': {'Fn::GetAtt': ['Queue', 'Arn']}, 'RawMessageDelivery': true}},
        'Machine': {'Type': 'AWS::StepFunctions::StateMachine', 'Properties': {
          'StateMachineName': 'saga', 'RoleArn': {'Fn::GetAtt': ['Role', 'Arn']}, 'DefinitionSubstitutions': {'Topic': {'Ref': 'Topic'}},
          'Definition': {'StartAt': 'Ask', 'States': {
            'Ask': {'Type': 'Task', 'Resource': 'arn:aws:states:::sns:publish.waitForTaskToken', 'Next': 'Done',
              'Parameters': {'TopicArn': '${Topic}', 'Message.$': '$$.Task.Token'}},
            'Done': {'Type': 'Pass', 'Parameters': {'heard.$': '$'}, 'End': true}}}}}
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("data-").FullName;

    [Fact]
    public async Task TokenInAMessage_IsStillGood_AndTheExecutionRunsOnWithTheDefinitionItBeganWith()
    {
        string arn;
        await using (var before = await StartAsync())
        {
            arn = (await before.States.StartExecutionAsync(new() { StateMachineArn = before.Ref("Machine"), Name = "one", Input = "{}" })).ExecutionArn;
            Assert.NotEmpty(await ReceiveAsync(before));
        }

        await using (var after = await StartAsync(Resources.Replace("'heard.$'", "'other.$'", StringComparison.Ordinal)))
        {
            await after.States.SendTaskSuccessAsync(new() { TaskToken = await ReceiveAsync(after), Output = "\"yes\"" });
            Assert.Equal("""{"heard":"yes"}""", await OutputAsync(after, arn));
        }

        await using var last = await StartAsync();
        Assert.Equal("""{"heard":"yes"}""", await OutputAsync(last, arn));
    }

    [Fact]
    public async Task CallInProgressAtTheEnd_IsNoFailure_AndIsMadeAgain()
    {
        var slow = new FaultRule(FaultKind.Delay) { Function = FaultRule.Saga, Call = "sns:Publish", Delay = TimeSpan.FromMinutes(10) };
        string arn;
        await using (var before = await StartAsync(Resources, new FaultPlan(0, [slow])))
        {
            arn = (await before.States.StartExecutionAsync(new() { StateMachineArn = before.Ref("Machine"), Name = "one", Input = "{}" })).ExecutionArn;
            Assert.NotEmpty(await ReceiveAsync(before));
        }

        await using var after = await StartAsync();
        await after.States.SendTaskSuccessAsync(new() { TaskToken = await ReceiveAsync(after), Output = "\"yes\"" });

        Assert.Equal("""{"heard":"yes"}""", await OutputAsync(after, arn));
    }

    [Fact]
    public async Task NameOfAnExecutionOfBefore_IsTaken()
    {
        string arn;
        await using (var before = await StartAsync())
            arn = (await before.States.StartExecutionAsync(new() { StateMachineArn = before.Ref("Machine"), Name = "one", Input = "{}" })).ExecutionArn;

        await using var after = await StartAsync();
        var same = await after.States.StartExecutionAsync(new() { StateMachineArn = after.Ref("Machine"), Name = "one", Input = "{}" });

        Assert.Equal(arn, same.ExecutionArn);
        await Assert.ThrowsAsync<Amazon.StepFunctions.Model.ExecutionAlreadyExistsException>(
            () => after.States.StartExecutionAsync(new() { StateMachineArn = after.Ref("Machine"), Name = "one", Input = "{\"other\":1}" }));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task<KeptCloud> StartAsync(string resources = Resources, FaultPlan? faults = null) =>
        KeptCloud.StartAsync(folder, resources, faults ?? FaultPlan.Nothing, "dynamodb");

    private static async Task<string> ReceiveAsync(KeptCloud cloud)
    {
        var received = await cloud.Sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = cloud.Ref("Queue"), WaitTimeSeconds = 10 });
        return Assert.Single(received.Messages).Body;
    }

    private static async Task<string> OutputAsync(KeptCloud cloud, string arn)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var described = await cloud.States.DescribeExecutionAsync(new() { ExecutionArn = arn });
            if (described.Status != ExecutionStatus.RUNNING)
                return described.Output;
            await poll.WaitForNextTickAsync(deadline.Token);
        }
    }
}
