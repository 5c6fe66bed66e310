using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Local.Data;
using Local.Endpoint;
using Local.Template;

namespace Local.Deployment;

/// <summary>Creates the resources of cloud assemblies, each by the handler that owns its type. One deployment at a time.</summary>
public sealed class Deployer(
    IEnumerable<IResourceHandler> handlers, DeployedAssets assets, ParameterValues parameters, LocalCloudOptions options,
    LocalAddresses addresses, ServiceEndpoints endpoints, DataFolder data)
{
    private readonly List<IResourceHandler> handlers = [.. handlers];
    private readonly Documents<KeptResource> kept = data.Documents<KeptResource>("resources");
    private ImmutableList<(TemplateResource Definition, DeployedResource Deployed)> deployed = [];
    private TemplateEnvironment? environment;

    /// <summary>Everything created so far, in order.</summary>
    public IReadOnlyList<(TemplateResource Definition, DeployedResource Deployed)> Resources => deployed;

    /// <summary>What each resource of the assembly will be here.</summary>
    /// <exception cref="DeploymentException">Some types belong to no handler; the message names each with its resources.</exception>
    public FidelityReport Inspect(CloudAssembly assembly)
    {
        var all = assembly.Stacks.SelectMany(stack => stack.Resources, (stack, resource) => (Stack: stack.Name, Resource: resource)).ToList();
        var unknown = all.Select(entry => entry.Resource).Where(resource => Handler(resource.Type, resource.Path) is null).ToLookup(resource => resource.Type);
        if (unknown.Count > 0)
        {
            throw new DeploymentException("The local cloud doesn't know: " + string.Join(
                "; ", unknown.Select(type => $"{type.Key} ({string.Join(", ", type.Select(resource => resource.Path))})")));
        }
        return new FidelityReport(all.ConvertAll(entry =>
        {
            var (stack, resource) = entry;
            var (fidelity, note) = Handler(resource.Type, resource.Path)!.Types[resource.Type];
            return new FidelityEntry(stack, resource.LogicalId, resource.Path, resource.Type, fidelity, ElsewhereNote(resource.Type, fidelity) ?? note);
        }));
    }

    /// <summary>What another engine runs, this local cloud can't answer for.</summary>
    private string? ElsewhereNote(string type, Fidelity fidelity) =>
        fidelity == Fidelity.Run && ServiceEndpoints.OfType(type) is { } service && endpoints.IsReplaced(service)
            ? $"run by {endpoints.For(service).GetLeftPart(UriPartial.Authority)}"
            : null;

    /// <summary>Creates everything that isn't there yet, stack by stack, in dependency order.</summary>
    /// <exception cref="DeploymentException">A resource can't be created as the template asks.</exception>
    public async Task DeployAsync(CloudAssembly assembly, CancellationToken cancellation)
    {
        ResourceChanges.RequireAll(kept.Earlier, Keys(assembly));
        await AddAsync(assembly, cancellation);
    }

    /// <summary>
    /// Adds the stacks of an assembly to what exists. A resource that an earlier deployment created is left as it is, or changed where the
    /// template has changed.
    /// </summary>
    /// <exception cref="DeploymentException">A resource can't be created or changed as asked. What came before it stays.</exception>
    public async Task AddAsync(CloudAssembly assembly, CancellationToken cancellation)
    {
        var names = assembly.Stacks.Select(stack => stack.Name).ToHashSet();
        var existing = deployed.Where(entry => names.Contains(entry.Definition.Stack)).Select(entry => KeyOf(entry.Definition));
        if (existing.Except(Keys(assembly)).ToList() is { Count: > 0 } gone)
        {
            throw new DeploymentException(
                $"The template no longer has {string.Join(", ", gone)}: taking away needs a new start of the local cloud.");
        }
        assets.Use(assembly);
        foreach (var stack in assembly.Stacks)
            await DeployAsync(stack, cancellation);
    }

    private async Task DeployAsync(StackTemplate stack, CancellationToken cancellation)
    {
        environment ??= new(options.Region, options.AccountId, addresses.Public.GetLeftPart(UriPartial.Authority));
        var scope = new StackScope(stack, environment);
        await parameters.ReadAsync(stack, scope, cancellation);
        var intrinsics = new Intrinsics(scope);
        foreach (var definition in stack.Resources)
        {
            if (definition.Condition is { } condition && !scope.Condition(condition, intrinsics))
                continue;
            var properties = intrinsics.Resolve(definition.Properties, definition.Path)!.AsObject();
            var resource = new TemplateResource(stack.Name, definition.LogicalId, definition.Type, definition.Path, properties);
            var created = await CreateAsync(resource, cancellation);
            scope.Add(definition.LogicalId, created);
            deployed = deployed.RemoveAll(entry => KeyOf(entry.Definition) == KeyOf(resource)).Add((resource, created));
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
            var (definition, existing) = deployed.Find(entry => KeyOf(entry.Definition) == KeyOf(resource));
            if (definition is not null && JsonNode.DeepEquals(definition.Properties, resource.Properties))
                return existing;
            if (!handler.IsKept)
                return await handler.CreateAsync(resource, cancellation);
            var earlier = definition is null ? kept.Earlier.GetValueOrDefault(KeyOf(resource)) : KeptResource.Of(definition, existing);
            var created = earlier is null
                ? await handler.CreateAsync(resource, cancellation)
                : await handler.UpdateAsync(resource, earlier, cancellation);
            kept.Put(KeyOf(resource), KeptResource.Of(resource, created));
            return created;
        }
        catch (AwsApiException exception)
        {
            throw new DeploymentException($"{resource.Path} ({resource.Type}): {exception.Message}");
        }
    }

    private static IEnumerable<string> Keys(CloudAssembly assembly) =>
        assembly.Stacks.SelectMany(stack => stack.Resources.Select(resource => $"{stack.Name}/{resource.LogicalId}"));

    private static string KeyOf(TemplateResource resource) => $"{resource.Stack}/{resource.LogicalId}";

    private IResourceHandler? Handler(string type, string path) => handlers.Find(handler => handler.Takes(type, path));
}
