using System.Text.Json;
using Local.StepFunctions.Engine;
using Local.StepFunctions.Integrations;
using Local.Tests.StepFunctions.Support;

namespace Local.Tests.StepFunctions;

/// <summary>A saga in the form of the platform's: publish, wait for the answer to the token, compensate when it is a failure.</summary>
public sealed class SagaTests
{
    private const string Definition = """
        {"StartAt": "PaymentSuccessful", "States": {
          "PaymentSuccessful": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish.waitForTaskToken", "TimeoutSeconds": 300,
            "Parameters": {"TopicArn": "t", "Message": {"eventName": "PaymentSuccessful", "data.$": "$"},
                           "MessageAttributes": {"taskToken": {"DataType": "String", "StringValue.$": "$$.Task.Token"}}},
            "ResultPath": "$.user", "Retry": [{"ErrorEquals": ["States.Timeout"], "MaxAttempts": 1, "IntervalSeconds": 1}],
            "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.failure", "Next": "UserCreationFailed"}], "Next": "Completed"},
          "Completed": {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:updateItem", "Parameters": {"TableName": "purchases"}, "ResultPath": null, "Next": "Done"},
          "Done": {"Type": "Succeed"},
          "UserCreationFailed": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish.waitForTaskToken",
            "Parameters": {"TopicArn": "t", "Message": {"eventName": "UserCreationFailed", "reason.$": "$.failure.Error"}},
            "ResultPath": "$.refund", "Next": "Refunded"},
          "Refunded": {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:updateItem", "Parameters": {"TableName": "purchases"}, "ResultPath": null, "Next": "Compensated"},
          "Compensated": {"Type": "Succeed"}}}
        """;

    private readonly Simulation simulation = new();

    [Fact]
    public void User_WhoIsCreated_CompletesThePurchase()
    {
        simulation.Tasks.Run(Answering((name, _) => name == "PaymentSuccessful" ? Success("""{"userId": "u1"}""") : null));

        Expect.Succeeded(simulation.Run(Definition, """{"purchaseId": "p1"}"""), """{"purchaseId": "p1", "user": {"userId": "u1"}}""");
        Assert.Equal(["publish", "updateItem"], simulation.Tasks.Calls.Select(call => call.Resource.Action));
    }

    [Fact]
    public void User_WhoIsRefused_LeadsToTheRefund()
    {
        simulation.Tasks.Run(Answering((name, _) => name == "PaymentSuccessful" ? new TaskFailed("UserRefused", "blocked") : Success("""{"refundId": "r1"}""")));

        Expect.Succeeded(simulation.Run(Definition, """{"purchaseId": "p1"}"""), """
            {"purchaseId": "p1", "failure": {"Error": "UserRefused", "Cause": "blocked"}, "refund": {"refundId": "r1"}}
            """);
        Assert.Equal("UserRefused", simulation.Tasks.Calls[1].Parameters.GetProperty("Message").GetProperty("reason").GetString());
    }

    [Fact]
    public void User_WhoNeverAnswers_IsAskedTwiceAndThenCompensated()
    {
        simulation.Tasks.Run(Answering((name, _) => name == "PaymentSuccessful" ? null : Success("""{"refundId": "r1"}""")));

        var execution = simulation.Run(Definition, """{"purchaseId": "p1"}""");

        Assert.Equal(ExecutionStatus.Succeeded, execution.Status);
        Assert.Equal([300.0, 601.0], execution.SecondsOf("TaskTimedOut"));
        Assert.Equal(3, simulation.Tasks.Calls.Where(call => call.TaskToken is not null).Select(call => call.TaskToken).Distinct().Count());
    }

    private Func<TaskCall, CancellationToken, Task<JsonElement>> Answering(Func<string, TaskCall, TaskOutcome?> answer) => (call, _) =>
    {
        if (call.TaskToken is not null && answer(call.Parameters.GetProperty("Message").GetProperty("eventName").GetString()!, call) is { } outcome)
            simulation.Tokens.Find(call.TaskToken)!.TryAnswer(outcome);
        return Task.FromResult(JsonDocument.Parse("{}").RootElement);
    };

    private static TaskSucceeded Success(string output) => new(JsonDocument.Parse(output).RootElement);
}
