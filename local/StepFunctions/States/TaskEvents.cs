using System.Text.Json;
using Local.StepFunctions.Definitions;
using Local.StepFunctions.Engine;
using Local.StepFunctions.Events;

namespace Local.StepFunctions.States;

/// <summary>Records the events of a task's attempt: Task… for service integrations, LambdaFunction… for functions named by their ARN.</summary>
internal sealed class TaskEvents(TaskResource resource, Branch branch)
{
    public HistoryEvent Scheduled(EventDetails details)
    {
        if (!resource.IsFunction)
            return branch.Record(EventTypes.TaskScheduled, OfTask(details));
        var ofFunction = details with { Resource = resource.Arn, Input = details.Parameters, Parameters = null, Region = null };
        return branch.Record(EventTypes.LambdaFunctionScheduled, ofFunction);
    }

    public void Started() => Record(EventTypes.TaskStarted, EventTypes.LambdaFunctionStarted, details: null);

    public JsonElement Submitted(JsonElement output) =>
        branch.Record(EventTypes.TaskSubmitted, OfTask(new EventDetails { Output = output })).Details!.Output!.Value;

    public void SubmitFailed(TaskFailed failed) =>
        branch.Record(EventTypes.TaskSubmitFailed, OfTask(new EventDetails { Error = failed.Error, Cause = failed.Cause }));

    public void Succeeded(JsonElement output) =>
        Record(EventTypes.TaskSucceeded, EventTypes.LambdaFunctionSucceeded, new EventDetails { Output = output });

    public void Failed(string? error, string? cause) =>
        Record(EventTypes.TaskFailed, EventTypes.LambdaFunctionFailed, new EventDetails { Error = error, Cause = cause });

    public void TimedOut() =>
        Record(EventTypes.TaskTimedOut, EventTypes.LambdaFunctionTimedOut, new EventDetails { Error = ErrorNames.Timeout });

    private void Record(string taskType, string functionType, EventDetails? details)
    {
        if (resource.IsFunction)
            branch.Record(functionType, details);
        else
            branch.Record(taskType, OfTask(details ?? new EventDetails()));
    }

    private EventDetails OfTask(EventDetails details) => details with { Resource = resource.EventResource, ResourceType = resource.Service };
}
