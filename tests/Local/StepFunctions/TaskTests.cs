using System.Text.Json;
using Local.StepFunctions.Engine;
using Local.Tests.StepFunctions.Support;

namespace Local.Tests.StepFunctions;

public sealed class TaskTests
{
    private const string Publish = "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::sns:publish\"";
    private const string PublishAndWait = "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::sns:publish.waitForTaskToken\"";
    private readonly Simulation simulation = new();

    [Fact]
    public void Task_CallsWithItsParameters_AndPlacesTheSelectedResult()
    {
        simulation.Tasks.Answer(_ => """{"MessageId": "m1", "Noise": 1}""");
        var execution = simulation.RunStates("A", $$"""
            "A": { {{Publish}}, "Parameters": {"Message": {"id.$": "$.id"} }, "ResultSelector": {"sent.$": "$.MessageId"}, "ResultPath": "$.result", "End": true}
            """, """{"id": 7}""");

        Expect.Succeeded(execution, """{"id": 7, "result": {"sent": "m1"}}""");
        var call = Assert.Single(simulation.Tasks.Calls);
        Expect.SameJson("""{"Message": {"id": 7}}""", call.Parameters);
        Assert.Equal("arn:aws:iam::000000000000:role/saga", call.RoleArn);
        Assert.Equal(
            ["ExecutionStarted", "TaskStateEntered", "TaskScheduled", "TaskStarted", "TaskSucceeded", "TaskStateExited", "ExecutionSucceeded"], execution.Types());
        var scheduled = execution.History[2].Details!;
        Assert.Equal(("sns", "publish", "eu-west-1"), (scheduled.ResourceType, scheduled.Resource, scheduled.Region));
    }

    [Fact]
    public void Function_ByItsArn_IsRecordedWithLambdaEvents()
    {
        var execution = simulation.RunStates("A", """ "A": {"Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:0:function:f", "End": true} """, """{"x": 1}""");
        Assert.Equal(
            ["ExecutionStarted", "TaskStateEntered", "LambdaFunctionScheduled", "LambdaFunctionStarted", "LambdaFunctionSucceeded", "TaskStateExited", "ExecutionSucceeded"],
            execution.Types());
        Expect.SameJson("""{"x": 1}""", execution.History[2].Details!.Input!.Value);
    }

    [Fact]
    public void Retry_BacksOffUpToItsLongestDelay_AndCountsEachRetrierOnItsOwn()
    {
        simulation.Tasks.AnswerInTurn("E", "E", "E", "F", "E", "{}");
        var execution = simulation.RunStates("A", $$"""
            "A": { {{Publish}}, "End": true, "Retry": [
              {"ErrorEquals": ["F"], "IntervalSeconds": 100, "MaxAttempts": 1},
              {"ErrorEquals": ["States.ALL"], "IntervalSeconds": 2, "BackoffRate": 3, "MaxAttempts": 4, "MaxDelaySeconds": 15}]}
            """);
        Assert.Equal(ExecutionStatus.Succeeded, execution.Status);
        Assert.Equal([0, 2, 8, 23, 123, 138], execution.SecondsOf("TaskScheduled"));
    }

    [Fact]
    public void Retry_WithFullJitter_WaitsAtMostItsInterval()
    {
        simulation.Tasks.AnswerInTurn("E", "E", "E", "{}");
        var execution = simulation.RunStates("A", $$"""
            "A": { {{Publish}}, "End": true, "Retry": [{"ErrorEquals": ["E"], "IntervalSeconds": 10, "BackoffRate": 1, "JitterStrategy": "FULL"}]}
            """);
        var times = execution.SecondsOf("TaskScheduled").ToList();
        var delays = times.Zip(times.Skip(1), (first, second) => second - first).ToList();
        Assert.All(delays, delay => Assert.InRange(delay, 0, 10));
        Assert.Equal(3, delays.Distinct().Count());
    }

    [Fact]
    public void Retry_ThatIsUsedUp_FailsWithTheLastError()
    {
        simulation.Tasks.AnswerInTurn("E", "E");
        Expect.Failed(simulation.RunStates("A", $$""" "A": { {{Publish}}, "End": true, "Retry": [{"ErrorEquals": ["E"], "MaxAttempts": 1}]} """), "E");
    }

    [Fact]
    public void RetryCount_IsInTheContextObject()
    {
        simulation.Tasks.AnswerInTurn("E", "E", "{}");
        simulation.RunStates("A", $$""" "A": { {{Publish}}, "Parameters": {"n.$": "$$.State.RetryCount"}, "End": true, "Retry": [{"ErrorEquals": ["E"]}]} """);
        Assert.Equal([0, 1, 2], simulation.Tasks.Calls.Select(call => call.Parameters.GetProperty("n").GetInt32()));
    }

    [Theory]
    [InlineData("E", true)]
    [InlineData("States.TaskFailed", true)]
    [InlineData("States.ALL", true)]
    [InlineData("Other", false)]
    public void Catch_OfAFailure_MatchesByName(string name, bool caught)
    {
        simulation.Tasks.AnswerInTurn("E");
        var execution = simulation.RunStates("A", Catching(Publish, name), """{"x": 1}""");
        if (caught)
            Expect.Succeeded(execution, """{"x": 1, "error": {"Error": "E", "Cause": "because of E"}}""");
        else
            Expect.Failed(execution, "E");
    }

    [Theory]
    [InlineData("States.Timeout", true)]
    [InlineData("States.ALL", true)]
    [InlineData("States.TaskFailed", false)]
    [InlineData("States.HeartbeatTimeout", false)]
    public void Timeout_IsCaughtByItsName_NotAsTaskFailed(string name, bool caught)
    {
        simulation.Tasks.NeverAnswer();
        var execution = simulation.RunStates("A", Catching(Publish + ", \"TimeoutSeconds\": 20", name));
        Assert.Equal([20.0], execution.SecondsOf("TaskTimedOut"));
        if (caught)
            Expect.Succeeded(execution, """{"error": {"Error": "States.Timeout", "Cause": ""}}""");
        else
            Expect.Failed(execution, "States.Timeout");
    }

    [Theory]
    [InlineData("States.HeartbeatTimeout")]
    [InlineData("States.Timeout")]
    public void Heartbeat_ThatStopsComing_TimesTheTaskOut(string name)
    {
        simulation.Tasks.Run(async (call, cancellation) =>
        {
            _ = BeatAsync(simulation.Tokens.Find(call.TaskToken!)!);
            await Task.Yield();
            return JsonDocument.Parse("{}").RootElement;
        });
        var execution = simulation.RunStates(
            "A", Catching(PublishAndWait + ", \"TimeoutSecondsPath\": \"$.timeout\", \"HeartbeatSecondsPath\": \"$.beat\"", name), """{"timeout": 600, "beat": 5}""");
        Assert.Equal([4 + 4 + 5.0], execution.SecondsOf("TaskTimedOut"));
        Assert.Equal(ExecutionStatus.Succeeded, execution.Status);

        async Task BeatAsync(TaskAttempt task)
        {
            for (var beat = 0; beat < 2; beat++)
            {
                await simulation.PassAsync(TimeSpan.FromSeconds(4));
                task.Heartbeat();
            }
        }
    }

    [Fact]
    public void Token_AnsweredWithSuccess_GoesOnWithTheAnswer()
    {
        simulation.Tasks.Run(async (call, cancellation) =>
        {
            _ = AnswerAsync(call.TaskToken!);
            await Task.Yield();
            return JsonDocument.Parse("""{"MessageId": "m"}""").RootElement;
        });
        var execution = simulation.RunStates("A", $$""" "A": { {{PublishAndWait}}, "Parameters": {"Message.$": "$$.Task.Token"}, "End": true} """);

        Expect.Succeeded(execution, """{"userId": 1}""");
        Assert.Equal(simulation.Tasks.Calls[0].TaskToken, simulation.Tasks.Calls[0].Parameters.GetProperty("Message").GetString());
        Assert.Equal(["TaskScheduled", "TaskStarted", "TaskSubmitted", "TaskSucceeded"], execution.Types().Where(type => type.StartsWith("Task") && !type.StartsWith("TaskState")));
        Assert.Null(simulation.Tokens.Find(simulation.Tasks.Calls[0].TaskToken!));

        async Task AnswerAsync(string token)
        {
            await simulation.PassAsync(TimeSpan.FromHours(1));
            Assert.True(simulation.Tokens.Find(token)!.TryAnswer(new TaskSucceeded(JsonDocument.Parse("""{"userId": 1}""").RootElement)));
        }
    }

    [Fact]
    public void Token_AnsweredBeforeTheSendReturned_IsNotLost()
    {
        simulation.Tasks.Run((call, _) =>
        {
            simulation.Tokens.Find(call.TaskToken!)!.TryAnswer(new TaskSucceeded(JsonDocument.Parse("1").RootElement));
            return Task.FromResult(JsonDocument.Parse("{}").RootElement);
        });
        var execution = simulation.RunStates("A", $$""" "A": { {{PublishAndWait}}, "End": true} """);
        Expect.Succeeded(execution, "1");
        Assert.Contains("TaskSubmitted", execution.Types());
    }

    [Fact]
    public void Send_ThatFails_EndsTheWaitForTheToken()
    {
        simulation.Tasks.AnswerInTurn("SNS.NotFoundException");
        var execution = simulation.RunStates("A", $$""" "A": { {{PublishAndWait}}, "End": true} """);
        Expect.Failed(execution, "SNS.NotFoundException");
        Assert.Contains("TaskSubmitFailed", execution.Types());
    }

    [Fact]
    public void RuntimeError_IsNeverCaught()
    {
        var execution = simulation.RunStates("A", Catching(Publish + ", \"OutputPath\": \"$.no\"", "States.ALL"));
        Expect.Failed(execution, "States.Runtime");
    }

    [Fact]
    public void Defect_OfAnIntegration_FailsTheExecutionInsteadOfHangingIt()
    {
        simulation.Tasks.Run((_, _) => throw new InvalidOperationException("a bug"));
        var execution = simulation.RunStates("A", $$""" "A": { {{Publish}}, "End": true} """);
        Expect.Failed(execution, "States.Runtime");
        Assert.Contains("a bug", execution.Cause);
    }

    [Fact]
    public void Result_LargerThanThePayloadLimit_FailsTheTaskAndEscapesStatesAll()
    {
        simulation.Tasks.Answer(_ => $$"""{"x": "{{new string('é', 128 * 1024)}}"}""");
        var execution = simulation.RunStates("A", Catching(Publish, "States.ALL"));
        Expect.Failed(execution, "States.DataLimitExceeded");
        Assert.Contains("TaskFailed", execution.Types());
        Expect.Succeeded(simulation.RunStates("A", Catching(Publish, "States.DataLimitExceeded")), """
            {"error": {"Error": "States.DataLimitExceeded", "Cause": "The state/task 'sns' returned a result with a size exceeding the maximum number of bytes service limit."}}
            """);
    }

    [Fact]
    public void Output_LargerThanThePayloadLimit_FailsTheExecution() => Expect.Failed(simulation.RunStates(
        "A", """ "A": {"Type": "Pass", "Parameters": {"a.$": "$", "b.$": "$"}, "End": true} """, $"\"{new string('x', 200 * 1024)}\""), "States.DataLimitExceeded");

    [Fact]
    public void History_ThatIsFull_FailsTheExecutionWithItsLastEvent()
    {
        var execution = simulation.RunStates("A", """ "A": {"Type": "Pass", "Next": "A"} """);
        Expect.Failed(execution, "States.Runtime");
        Assert.Equal(25_000, execution.History.Count);
        Assert.Equal("ExecutionFailed", execution.History[^1].Type);
    }

    [Fact]
    public void Execution_LongerThanItsTimeout_TimesOut()
    {
        var execution = simulation.Run("""{"StartAt": "A", "TimeoutSeconds": 30, "States": {"A": {"Type": "Wait", "Seconds": 60, "End": true}}}""");
        Assert.Equal(ExecutionStatus.TimedOut, execution.Status);
        Assert.Equal(["ExecutionStarted", "WaitStateEntered", "ExecutionTimedOut"], execution.Types());
        Assert.Equal([30.0], execution.SecondsOf("ExecutionTimedOut"));
    }

    private static string Catching(string task, string error) => $$"""
        "A": { {{task}}, "ResultPath": "$.result", "End": true, "Catch": [{"ErrorEquals": ["{{error}}"], "ResultPath": "$.error", "Next": "Caught"}]},
        "Caught": {"Type": "Pass", "End": true}
        """;
}
