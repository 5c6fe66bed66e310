using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Local.ApiGateway;

/// <summary>The APIs that exist, by id, and their stages, by name: the first path segment on the public port.</summary>
internal sealed class ApiRegistry
{
    private readonly ConcurrentDictionary<string, RestApi> apis = new();
    private readonly ConcurrentDictionary<string, ApiStage> stages = new();

    public void Add(RestApi api)
    {
        apis[api.Id] = api;
        api.Resources[api.Root.Id] = api.Root;
    }

    public RestApi Get(string id) => apis[id];

    /// <returns>False when another API has a stage of this name: both would claim the same path.</returns>
    public bool TryAdd(ApiStage stage) =>
        stages.GetOrAdd(stage.Name, stage) is var existing && (ReferenceEquals(existing, stage) || existing.Api.Id == stage.Api.Id);

    public bool TryGetStage(string name, [NotNullWhen(true)] out ApiStage? stage) => stages.TryGetValue(name, out stage);
}
