using Local.Deployment;

namespace Local.Lambda;

/// <summary>Deploys the settings of asynchronous invocations.</summary>
internal sealed class AsyncInvocationResources(AsyncInvocations events) : IResourceHandler
{
    private const string Settings = "AWS::Lambda::EventInvokeConfig";

    public IReadOnlyDictionary<string, (Fidelity Fidelity, string Note)> Types { get; } = new Dictionary<string, (Fidelity, string)>
    {
        [Settings] = (Fidelity.Run, ""),
    };

    public Task<DeployedResource> CreateAsync(TemplateResource resource, CancellationToken cancellation)
    {
        resource.AllowOnly("FunctionName", "Qualifier", "MaximumEventAgeInSeconds", "MaximumRetryAttempts");
        if (resource.Text("Qualifier") is var qualifier && qualifier != "$LATEST")
            throw resource.Refusal("Qualifier", "must be $LATEST: all versions and aliases of a function share their settings here");
        events.Configure(resource.RequiredText("FunctionName"), new AsyncSettings(
            resource.Number("MaximumRetryAttempts") ?? AsyncSettings.Default.RetryAttempts,
            resource.Number("MaximumEventAgeInSeconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : AsyncSettings.Default.MaximumAge));
        return Task.FromResult(new DeployedResource($"{resource.Stack}-{resource.LogicalId}", new Dictionary<string, string>()));
    }
}
