using Local.Deployment;

namespace Local.Tests.Deployment;

/// <summary>Takes Test::Thing and keeps what it is asked to create.</summary>
internal sealed class RecordingHandler : IResourceHandler
{
    public List<TemplateResource> Created { get; } = [];

    public IReadOnlyDictionary<string, (Fidelity Fidelity, string Note)> Types { get; } = new Dictionary<string, (Fidelity, string)>
    {
        ["Test::Thing"] = (Fidelity.Run, ""),
        ["Test::Watch"] = (Fidelity.NotEmulated, "nothing to watch"),
    };

    public Task<DeployedResource> CreateAsync(TemplateResource resource, CancellationToken cancellation)
    {
        Created.Add(resource);
        return Task.FromResult(new DeployedResource(
            $"ref-{resource.LogicalId}", new Dictionary<string, string> { ["Arn"] = $"arn-{resource.LogicalId}" }));
    }
}
