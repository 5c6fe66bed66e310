using System.Text.Json;
using Local.StepFunctions.Definitions;

namespace Local.StepFunctions.Integrations;

/// <summary>One call that a Task state makes.</summary>
/// <param name="RoleArn">The role to call as: the state machine's, or the one in the state's Credentials.</param>
/// <param name="TaskToken">The token whose answer the task waits for; null when the call's own result counts.</param>
/// <param name="TraceHeader">The X-Ray trace that the execution is part of, or null.</param>
internal sealed record TaskCall(TaskResource Resource, JsonElement Parameters, string RoleArn, string? TaskToken, string? TraceHeader);

/// <summary>A service that Task states can call.</summary>
internal interface ITaskIntegration
{
    /// <summary>Whether this integration makes the calls of a resource.</summary>
    bool Handles(TaskResource resource);

    /// <summary>Makes the call and returns what the service answered, in the form that Step Functions gives it.</summary>
    /// <exception cref="TaskFailedException">The call failed.</exception>
    Task<JsonElement> CallAsync(TaskCall call, CancellationToken cancellation);
}

/// <summary>A task failed with an error name that Retry and Catch can match.</summary>
internal sealed class TaskFailedException(string? error, string? cause) : Exception($"{error}: {cause}")
{
    public string? Error { get; } = error;

    public string? Cause { get; } = cause;
}
