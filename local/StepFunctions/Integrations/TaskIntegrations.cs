using Local.StepFunctions.Definitions;
using Local.StepFunctions.Engine;

namespace Local.StepFunctions.Integrations;

/// <summary>All integrations of the local cloud.</summary>
internal sealed class TaskIntegrations(IEnumerable<ITaskIntegration> integrations)
{
    private readonly ITaskIntegration[] integrations = [.. integrations];

    /// <summary>Says why a resource can't be called here; null when it can.</summary>
    public string? Refuse(TaskResource resource)
    {
        if (Array.Exists(integrations, integration => integration.Handles(resource)))
            return null;
        if (resource.Arn.Contains(":activity:", StringComparison.Ordinal))
            return $"Activities are not supported by the local cloud: {resource.Arn}";
        if (resource.Service.StartsWith("aws-sdk:", StringComparison.Ordinal))
            return $"AWS SDK integrations are not supported by the local cloud: {resource.Arn}";
        return resource.IsFunction
            ? $"The resource provided {resource.Arn} is not recognized. The value is not a valid resource ARN"
            : $"The service integration is not supported by the local cloud: {resource.Arn}";
    }

    /// <summary>Makes the call; failures of the task are outcomes, anything else is a defect and escapes.</summary>
    public async Task<TaskOutcome> CallAsync(TaskCall call, CancellationToken cancellation)
    {
        try
        {
            var integration = Array.Find(integrations, integration => integration.Handles(call.Resource))
                ?? throw new InvalidOperationException($"No integration for {call.Resource.Arn}.");
            return new TaskSucceeded(await integration.CallAsync(call, cancellation));
        }
        catch (TaskFailedException failed)
        {
            return new TaskFailed(failed.Error, failed.Cause);
        }
    }
}
