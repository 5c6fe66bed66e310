using Local.Deployment;

namespace Local.Tests.Deployment;

/// <summary>Takes Test::Thing and keeps what it is asked to create.</summary>
/// <param name="only">The construct paths that it takes; null takes all.</param>
internal sealed class RecordingHandler(Func<string, bool>? only = null, string note = "") : IResourceHandler
{
    public List<TemplateResource> Created { get; } = [];

    public IReadOnlyDictionary<string, (Fidelity Fidelity, string Note)> Types { get; } = new Dictionary<string, (Fidelity, string)>
    {
        ["Test::Thing"] = (Fidelity.Run, note),
        ["Test::Watch"] = (Fidelity.NotEmulated, "nothing to watch"),
    };

    public bool Takes(string type, string path) => Types.ContainsKey(type) && only?.Invoke(path) != false;

    public Task<DeployedResource> CreateAsync(TemplateResource resource, CancellationToken cancellation)
    {
        Created.Add(resource);
        return Task.FromResult(new DeployedResource(
            $"ref-{resource.LogicalId}", new Dictionary<string, string> { ["Arn"] = $"arn-{resource.LogicalId}" }));
    }
}
