using System.Text;
using System.Text.Json;
using Local.StepFunctions.Engine;

namespace Local.StepFunctions.Api;

/// <summary>Answers to the tokens of waiting tasks.</summary>
internal sealed class TaskOperations(TaskTokens tokens, Executions executions)
{
    public IEnumerable<KeyValuePair<string, Func<ApiRequest, object>>> All =>
    [
        new("SendTaskSuccess", Succeed),
        new("SendTaskFailure", Fail),
        new("SendTaskHeartbeat", Heartbeat),
    ];

    private object Succeed(ApiRequest request) => Answer(request, new TaskSucceeded(ParseOutput(request.Required("output"))));

    private object Fail(ApiRequest request) => Answer(request, new TaskFailed(request.Text("error"), request.Text("cause")));

    private object Heartbeat(ApiRequest request)
    {
        Waiting(request).Heartbeat();
        return new { };
    }

    private async Task<object> Answer(ApiRequest request, TaskOutcome outcome)
    {
        var waiting = Waiting(request);
        if (!waiting.TryAnswer(outcome))
            throw TimedOut();
        await waiting.Recorded;
        return new { };
    }

    private TaskAttempt Waiting(ApiRequest request)
    {
        var token = request.Required("taskToken");
        if (tokens.Find(token) is { } waiting)
            return waiting;
        if (TaskTokens.ExecutionOf(token) is not { } executionArn || !executionArn.StartsWith("arn:", StringComparison.Ordinal))
            throw new StepFunctionsException("InvalidToken", "Invalid Token: 'Invalid token'");
        throw executions.Find(executionArn) is null
            ? new StepFunctionsException("TaskDoesNotExist", "Task Does Not Exist: 'Provided task does not exist'")
            : TimedOut();
    }

    private static StepFunctionsException TimedOut() => new("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");

    private static JsonElement ParseOutput(string output)
    {
        var bytes = Encoding.UTF8.GetBytes(output);
        if (bytes.Length > StateMachineLimits.PayloadBytes)
            throw StepFunctionsException.TooLong("output");
        try
        {
            return Json.ParseCompact(bytes);
        }
        catch (JsonException problem)
        {
            throw new StepFunctionsException("InvalidOutput", $"Invalid Output: '{problem.Message}'");
        }
    }
}
