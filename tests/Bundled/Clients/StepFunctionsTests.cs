using System.Net;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Tests.Bundled.Support;

namespace Tests.Bundled.Clients;

public sealed class StepFunctionsTests
{
    private const string Machine = "arn:aws:states:eu-west-1:000000000000:stateMachine:Saga:live";
    private const string Execution = "arn:aws:states:eu-west-1:000000000000:execution:Saga:p-1";

    public static TheoryData<string, string, Func<IAmazonStepFunctions, Task>> Operations => new()
    {
        {
            "StartExecution",
            $$"""{"input":"{\"purchaseId\":\"p-1\",\"name\":\"Zoë \uD83C\uDF81 *'()!~ %+&=\"}","name":"p-1","stateMachineArn":"{{Machine}}","traceHeader":"Root=1-0-0"}""",
            client => client.StartExecutionAsync(new StartExecutionRequest
            {
                StateMachineArn = Machine,
                Name = "p-1",
                Input = """{"purchaseId":"p-1","name":"Zoë 🎁 *'()!~ %+&="}""",
                TraceHeader = "Root=1-0-0",
            })
        },
        {
            "DescribeExecution",
            $$"""{"executionArn":"{{Execution}}"}""",
            client => client.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = Execution })
        },
        {
            "SendTaskSuccess",
            """{"output":"{\"userId\":\"u-1\"}","taskToken":"AQB/+="}""",
            client => client.SendTaskSuccessAsync(new SendTaskSuccessRequest { TaskToken = "AQB/+=", Output = """{"userId":"u-1"}""" })
        },
        {
            "SendTaskFailure",
            """{"cause":"The domain is blocked.","error":"UserRefused","taskToken":"t"}""",
            client => client.SendTaskFailureAsync(
                new SendTaskFailureRequest { TaskToken = "t", Error = "UserRefused", Cause = "The domain is blocked." })
        },
        {
            "SendTaskHeartbeat",
            """{"taskToken":"t"}""",
            client => client.SendTaskHeartbeatAsync(new SendTaskHeartbeatRequest { TaskToken = "t" })
        },
        {
            "StopExecution",
            $$"""{"cause":"An operator","executionArn":"{{Execution}}"}""",
            client => client.StopExecutionAsync(new StopExecutionRequest { ExecutionArn = Execution, Cause = "An operator" })
        },
        {
            "RedriveExecution",
            $$"""{"clientToken":"c-1","executionArn":"{{Execution}}"}""",
            client => client.RedriveExecutionAsync(new RedriveExecutionRequest { ExecutionArn = Execution, ClientToken = "c-1" })
        },
        {
            "ListExecutions",
            $$"""{"maxResults":5,"nextToken":"n","stateMachineArn":"{{Machine}}","statusFilter":"TIMED_OUT"}""",
            client => client.ListExecutionsAsync(new ListExecutionsRequest
            {
                StateMachineArn = Machine,
                MaxResults = 5,
                NextToken = "n",
                StatusFilter = ExecutionStatus.TIMED_OUT,
            })
        },
        {
            "GetExecutionHistory",
            $$"""{"executionArn":"{{Execution}}","includeExecutionData":false,"maxResults":1000,"reverseOrder":true}""",
            client => client.GetExecutionHistoryAsync(new GetExecutionHistoryRequest
            {
                ExecutionArn = Execution,
                IncludeExecutionData = false,
                MaxResults = 1000,
                ReverseOrder = true,
            })
        },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Operation_OnTheWire_IsSignedJsonOfTheExactBytes(
        string operation, string body, Func<IAmazonStepFunctions, Task> call)
    {
        await using var endpoint = await AwsEndpoint.StartAsync(CannedAnswer.Json("{}"));
        using var client = Client(endpoint);

        await call(client);

        var request = Assert.Single(endpoint.Requests);
        Assert.Equal(("POST", "/"), (request.Method, request.Target));
        Assert.Equal("AWSStepFunctions." + operation, request.Headers["x-amz-target"]);
        Assert.Equal("application/x-amz-json-1.0", request.Headers["content-type"]);
        Assert.Equal(body, request.Text);
        SignatureVersion4.AssertSigned(request, "eu-west-1", "states");
    }

    [Fact]
    public async Task DescribeExecution_OfAFailedOne_ReadsEveryMember()
    {
        await using var endpoint = await AwsEndpoint.StartAsync(CannedAnswer.Json(
            $$"""
            {"executionArn":"{{Execution}}","stateMachineArn":"a","stateMachineAliasArn":"b","stateMachineVersionArn":"c","name":"p-1",
             "status":"FAILED","startDate":1751842620.125,"stopDate":1.751842621E9,"input":"{}","error":"UserRefused","cause":null,
             "redriveCount":2,"redriveStatus":"REDRIVABLE","traceHeader":"Root=1","unknownMember":{"a":[1] } }
            """));
        using var client = Client(endpoint);

        var execution = await client.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = Execution });

        Assert.Equal(ExecutionStatus.FAILED, execution.Status);
        Assert.Equal(new DateTime(2025, 7, 6, 22, 57, 0, 125, DateTimeKind.Utc), execution.StartDate);
        Assert.Equal(new DateTime(2025, 7, 6, 22, 57, 1, DateTimeKind.Utc), execution.StopDate);
        Assert.Equal(("{}", "UserRefused", null, null), (execution.Input, execution.Error, execution.Cause, execution.Output));
        Assert.Equal(("a", "b", "c"), (execution.StateMachineArn, execution.StateMachineAliasArn, execution.StateMachineVersionArn));
        Assert.Equal((2, ExecutionRedriveStatus.REDRIVABLE), (execution.RedriveCount, execution.RedriveStatus));
        Assert.Equal(("p-1", Execution, "Root=1"), (execution.Name, execution.ExecutionArn, execution.TraceHeader));
    }

    [Fact]
    public async Task GetExecutionHistory_WithDetails_ReadsTheEvents()
    {
        await using var endpoint = await AwsEndpoint.StartAsync(CannedAnswer.Json(
            """
            {"nextToken":"more","events":[
              {"id":1,"previousEventId":0,"timestamp":0,"type":"ExecutionStarted","executionStartedEventDetails":{"input":"{}","roleArn":"r"}},
              {"id":2,"previousEventId":1,"timestamp":1.5,"type":"TaskScheduled",
               "taskScheduledEventDetails":{"resource":"publish.waitForTaskToken","resourceType":"sns","region":"eu-west-1","parameters":"{}","timeoutInSeconds":60}},
              {"id":3,"previousEventId":2,"timestamp":2,"type":"TaskTimedOut","taskTimedOutEventDetails":{"error":"States.Timeout","resource":"p","resourceType":"sns"}},
              {"id":4,"previousEventId":3,"timestamp":3,"type":"TaskSubmitFailed","taskSubmitFailedEventDetails":{"error":"SNS.ThrottledException","cause":"slow down"}},
              {"id":5,"previousEventId":0,"timestamp":4,"type":"ExecutionRedriven","executionRedrivenEventDetails":{"redriveCount":2}},
              {"id":6,"previousEventId":5,"timestamp":5,"type":"MapRunStarted","mapRunStartedEventDetails":{"mapRunArn":"m"}}]}
            """));
        using var client = Client(endpoint);

        var history = await client.GetExecutionHistoryAsync(new GetExecutionHistoryRequest { ExecutionArn = Execution });

        Assert.Equal("more", history.NextToken);
        Assert.Equal(
            [
                HistoryEventType.ExecutionStarted, HistoryEventType.TaskScheduled, HistoryEventType.TaskTimedOut, HistoryEventType.TaskSubmitFailed,
                HistoryEventType.ExecutionRedriven, new HistoryEventType("MapRunStarted"),
            ],
            history.Events.Select(e => e.Type));
        Assert.Equal(("{}", "r"), (history.Events[0].ExecutionStartedEventDetails.Input, history.Events[0].ExecutionStartedEventDetails.RoleArn));
        Assert.Equal((60L, null), (history.Events[1].TaskScheduledEventDetails.TimeoutInSeconds, history.Events[1].TaskScheduledEventDetails.HeartbeatInSeconds));
        Assert.Equal("States.Timeout", history.Events[2].TaskTimedOutEventDetails.Error);
        var refused = history.Events[3].TaskSubmitFailedEventDetails;
        Assert.Equal(("SNS.ThrottledException", "slow down"), (refused.Error, refused.Cause));
        Assert.Equal(2, history.Events[4].ExecutionRedrivenEventDetails.RedriveCount);
        Assert.Equal((2L, DateTime.UnixEpoch.AddSeconds(2)), (history.Events[2].PreviousEventId, history.Events[2].Timestamp));
    }

    [Theory]
    [InlineData("ExecutionAlreadyExists", typeof(ExecutionAlreadyExistsException))]
    [InlineData("ExecutionNotRedrivable", typeof(ExecutionNotRedrivableException))]
    [InlineData("StateMachineDoesNotExist", typeof(StateMachineDoesNotExistException))]
    [InlineData("TaskTimedOut", typeof(TaskTimedOutException))]
    [InlineData("TaskDoesNotExist", typeof(TaskDoesNotExistException))]
    [InlineData("InvalidToken", typeof(InvalidTokenException))]
    [InlineData("InvalidOutput", typeof(InvalidOutputException))]
    [InlineData("ValidationException", typeof(ValidationException))]
    [InlineData("AccessDeniedException", typeof(AmazonStepFunctionsException))]
    public async Task Error_WithItsCode_IsTheTypedException(string code, Type exception)
    {
        await using var endpoint = await AwsEndpoint.StartAsync(CannedAnswer.Json(
            $$"""{"__type":"com.amazonaws.states#{{code}}","message":"Told by the service"}""", 400, ("x-amzn-RequestId", "r-1")));
        using var client = Client(endpoint);

        var thrown = await Assert.ThrowsAnyAsync<AmazonStepFunctionsException>(
            () => client.StartExecutionAsync(new StartExecutionRequest { StateMachineArn = Machine }));

        Assert.Equal(exception, thrown.GetType());
        Assert.Equal(("Told by the service", code, "r-1"), (thrown.Message, thrown.ErrorCode, thrown.RequestId));
        Assert.Equal(HttpStatusCode.BadRequest, thrown.StatusCode);
        Assert.Single(endpoint.Requests);
    }

    [Fact]
    public async Task ServerError_Once_IsRetriedWithAFreshSignature()
    {
        await using var endpoint = await AwsEndpoint.StartAsync(
            CannedAnswer.Json("""{"__type":"InternalFailure"}""", 500), CannedAnswer.Json($$"""{"executionArn":"{{Execution}}","startDate":0}"""));
        using var client = Client(endpoint);

        var started = await client.StartExecutionAsync(new StartExecutionRequest { StateMachineArn = Machine, Input = "{}" });

        Assert.Equal(Execution, started.ExecutionArn);
        Assert.Equal(2, endpoint.Requests.Count);
        Assert.Equal(endpoint.Requests[0].Text, endpoint.Requests[1].Text);
        Assert.All(endpoint.Requests, request => SignatureVersion4.AssertSigned(request, "eu-west-1", "states"));
    }

    [Fact]
    public async Task ServerError_EveryTime_ReachesTheCallerAfterTheRetries()
    {
        await using var endpoint = await AwsEndpoint.StartAsync([.. Enumerable.Repeat(CannedAnswer.Json("", 503), 3)]);
        using var client = Client(endpoint);

        var thrown = await Assert.ThrowsAsync<AmazonStepFunctionsException>(
            () => client.StartExecutionAsync(new StartExecutionRequest { StateMachineArn = Machine }));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, thrown.StatusCode);
        Assert.Equal(3, endpoint.Requests.Count);
    }

    private static AmazonStepFunctionsClient Client(AwsEndpoint endpoint) =>
        new(AwsEndpoint.Credentials, endpoint.Configure(new AmazonStepFunctionsConfig()));
}
