using System.Text.Json;
using Amazon.StepFunctions.Model;
using Bundled.Shared.Json;

namespace Amazon.StepFunctions.Internal;

/// <summary>Reads the events of an execution.</summary>
internal static class HistoryReader
{
    internal static HistoryEvent Event(JsonElement json) => new()
    {
        Id = json.LongNumber("id"),
        PreviousEventId = json.LongNumber("previousEventId"),
        Timestamp = json.Time("timestamp"),
        Type = json.Text("type"),
        ExecutionStartedEventDetails = json.Structure<ExecutionStartedEventDetails>("executionStartedEventDetails", details => new()
        {
            Input = details.Text("input"),
            RoleArn = details.Text("roleArn"),
            StateMachineAliasArn = details.Text("stateMachineAliasArn"),
            StateMachineVersionArn = details.Text("stateMachineVersionArn"),
        }),
        ExecutionSucceededEventDetails = json.Structure<ExecutionSucceededEventDetails>(
            "executionSucceededEventDetails", details => new() { Output = details.Text("output") }),
        ExecutionFailedEventDetails = json.Structure<ExecutionFailedEventDetails>(
            "executionFailedEventDetails", details => new() { Cause = details.Text("cause"), Error = details.Text("error") }),
        ExecutionAbortedEventDetails = json.Structure<ExecutionAbortedEventDetails>(
            "executionAbortedEventDetails", details => new() { Cause = details.Text("cause"), Error = details.Text("error") }),
        ExecutionTimedOutEventDetails = json.Structure<ExecutionTimedOutEventDetails>(
            "executionTimedOutEventDetails", details => new() { Cause = details.Text("cause"), Error = details.Text("error") }),
        ExecutionRedrivenEventDetails = json.Structure<ExecutionRedrivenEventDetails>(
            "executionRedrivenEventDetails", details => new() { RedriveCount = details.Number("redriveCount") }),
        StateEnteredEventDetails = json.Structure<StateEnteredEventDetails>(
            "stateEnteredEventDetails", details => new() { Input = details.Text("input"), Name = details.Text("name") }),
        StateExitedEventDetails = json.Structure<StateExitedEventDetails>(
            "stateExitedEventDetails", details => new() { Name = details.Text("name"), Output = details.Text("output") }),
        TaskScheduledEventDetails = json.Structure("taskScheduledEventDetails", Scheduled),
        TaskSubmitFailedEventDetails = json.Structure<TaskSubmitFailedEventDetails>("taskSubmitFailedEventDetails", details => new()
        {
            Cause = details.Text("cause"),
            Error = details.Text("error"),
            Resource = details.Text("resource"),
            ResourceType = details.Text("resourceType"),
        }),
        TaskSucceededEventDetails = json.Structure<TaskSucceededEventDetails>("taskSucceededEventDetails", details => new()
        {
            Output = details.Text("output"),
            Resource = details.Text("resource"),
            ResourceType = details.Text("resourceType"),
        }),
        TaskFailedEventDetails = json.Structure<TaskFailedEventDetails>("taskFailedEventDetails", details => new()
        {
            Cause = details.Text("cause"),
            Error = details.Text("error"),
            Resource = details.Text("resource"),
            ResourceType = details.Text("resourceType"),
        }),
        TaskTimedOutEventDetails = json.Structure<TaskTimedOutEventDetails>("taskTimedOutEventDetails", details => new()
        {
            Cause = details.Text("cause"),
            Error = details.Text("error"),
            Resource = details.Text("resource"),
            ResourceType = details.Text("resourceType"),
        }),
    };

    private static TaskScheduledEventDetails Scheduled(JsonElement details) => new()
    {
        HeartbeatInSeconds = details.LongNumber("heartbeatInSeconds"),
        Parameters = details.Text("parameters"),
        Region = details.Text("region"),
        Resource = details.Text("resource"),
        ResourceType = details.Text("resourceType"),
        TimeoutInSeconds = details.LongNumber("timeoutInSeconds"),
    };
}
