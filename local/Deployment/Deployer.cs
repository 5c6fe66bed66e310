using Local.Data;
using Local.Endpoint;
using Local.Template;

namespace Local.Deployment;

/// <summary>Creates the resources of a cloud assembly, each by the handler that owns its type.</summary>
public sealed class Deployer(
    IEnumerable<IResourceHandler> handlers, DeployedAssets assets, LocalCloudOptions options, LocalAddresses addresses, DataFolder data)
{
    private readonly List<IResourceHandler> handlers = [.. handlers];
    private readonly Documents<KeptResource> kept = data.Documents<KeptResource>("resources");
    private readonly List<(TemplateResource, DeployedResource)> deployed = [];

    /// <summary>Everything created so far, in order.</summary>
    public IReadOnlyList<(TemplateResource Definition, DeployedResource Deployed)> Resources => deployed;

    /// <summary>What each resource of the assembly will be here.</summary>
    /// <exception cref="DeploymentException">Some types belong to no handler; the message names each with its resources.</exception>
    public FidelityReport Inspect(CloudAssembly assembly)
    {
        var all = assembly.Stacks.SelectMany(stack => stack.Resources).ToList();
        var unknown = all.Where(resource => Handler(resource.Type, resource.Path) is null).GroupBy(resource => resource.Type).ToList();
        if (unknown.Count > 0)
        {
            throw new DeploymentException("The local cloud doesn't know: " + string.Join(
                "; ", unknown.Select(type => $"{type.Key} ({string.Join(", ", type.Select(resource => resource.Path))})")));
        }
        var rows = from resource in all
                   group resource by (resource.Type, Report: Handler(resource.Type, resource.Path)!.Types[resource.Type]) into same
                   select new FidelityRow(same.Key.Type, same.Count(), same.Key.Report.Fidelity, same.Key.Report.Note);
        return new FidelityReport([.. rows.OrderBy(row => row.Type, StringComparer.Ordinal)]);
    }

    /// <summary>Creates everything that isn't there yet, stack by stack, in dependency order.</summary>
    /// <exception cref="DeploymentException">A resource can't be created as the template asks.</exception>
    public async Task DeployAsync(CloudAssembly assembly, CancellationToken cancellation)
    {
        var environment = new TemplateEnvironment(options.Region, options.AccountId, addresses.Public.GetLeftPart(UriPartial.Authority));
        ResourceChanges.RequireAll(
            kept.Earlier, assembly.Stacks.SelectMany(stack => stack.Resources.Select(resource => $"{stack.Name}/{resource.LogicalId}")));
        assets.Use(assembly);
        foreach (var stack in assembly.Stacks)
            await DeployAsync(stack, environment, cancellation);
    }

    private async Task DeployAsync(StackTemplate stack, TemplateEnvironment environment, CancellationToken cancellation)
    {
        var scope = new StackScope(stack, environment);
        var intrinsics = new Intrinsics(scope);
        foreach (var definition in stack.Resources)
        {
            if (definition.Condition is { } condition && !scope.Condition(condition, intrinsics))
                continue;
            var properties = intrinsics.Resolve(definition.Properties, definition.Path)!.AsObject();
            var resource = new TemplateResource(stack.Name, definition.LogicalId, definition.Type, definition.Path, properties);
            var created = await CreateAsync(resource, cancellation);
            scope.Add(definition.LogicalId, created);
            deployed.Add((resource, created));
        }
        foreach (var (name, output) in stack.Outputs)
        {
            if (output!["Export"]?["Name"] is not { } export || IsLeftOut((string?)output["Condition"]))
                continue;
            var exportName = intrinsics.Resolve(export, $"output {name}")!.ToString();
            environment.Exports[exportName] = intrinsics.Resolve(output["Value"], $"output {name}")!.ToString();
        }

        bool IsLeftOut(string? condition) => condition is not null && !scope.Condition(condition, intrinsics);
    }

    private async Task<DeployedResource> CreateAsync(TemplateResource resource, CancellationToken cancellation)
    {
        var handler = Handler(resource.Type, resource.Path)
            ?? throw new DeploymentException($"The local cloud doesn't know {resource.Type} ({resource.Path}).");
        try
        {
            return handler.IsKept
                ? await CreateOnceAsync(handler, resource, cancellation)
                : await handler.CreateAsync(resource, cancellation);
        }
        catch (AwsApiException exception)
        {
            throw new DeploymentException($"{resource.Path} ({resource.Type}): {exception.Message}");
        }
    }

    private async Task<DeployedResource> CreateOnceAsync(IResourceHandler handler, TemplateResource resource, CancellationToken cancellation)
    {
        var key = $"{resource.Stack}/{resource.LogicalId}";
        var created = kept.Earlier.TryGetValue(key, out var earlier)
            ? await handler.UpdateAsync(resource, earlier, cancellation)
            : await handler.CreateAsync(resource, cancellation);
        kept.Put(key, KeptResource.Of(resource, created));
        return created;
    }

    private IResourceHandler? Handler(string type, string path) => handlers.Find(handler => handler.Takes(type, path));
}
