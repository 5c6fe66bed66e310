using System.Text.Json.Nodes;
using Local.Deployment;

namespace Local.Template;

/// <summary>What names mean inside one stack while it is deployed: parameters, conditions, resources that exist already.</summary>
internal sealed class StackScope(StackTemplate stack, TemplateEnvironment environment)
{
    private readonly Dictionary<string, DeployedResource> deployed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> parameters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> conditions = new(StringComparer.Ordinal);

    public TemplateEnvironment Environment => environment;

    /// <summary>Gives a parameter a value of its own instead of its default one.</summary>
    public void Set(string parameter, string value) => parameters[parameter] = value;

    public void Add(string logicalId, DeployedResource resource) => deployed[logicalId] = resource;

    /// <summary>The value of <c>Ref</c>; null for <c>AWS::NoValue</c>.</summary>
    public JsonNode? Ref(string name, string at)
    {
        if (environment.TryPseudoParameter(name, stack.Name, out var pseudo))
            return pseudo;
        if (deployed.TryGetValue(name, out var resource))
            return resource.Ref;
        if (parameters.TryGetValue(name, out var value))
            return value;
        if (stack.Parameters[name] is { } parameter)
            return parameter["Default"]?.DeepClone() ?? throw new DeploymentException($"{at}: parameter {name} has no default value.");
        throw new DeploymentException($"{at} refers to {name}, which doesn't exist in stack {stack.Name}.");
    }

    public string Attribute(string logicalId, string attribute, string at)
    {
        if (!deployed.TryGetValue(logicalId, out var resource))
            throw new DeploymentException($"{at} refers to {logicalId}, which doesn't exist in stack {stack.Name}.");
        return resource.Attributes.GetValueOrDefault(attribute)
            ?? throw new DeploymentException($"{at}: the local cloud doesn't know the attribute {attribute} of {logicalId}.");
    }

    public string Import(string export, string at) => environment.Exports.GetValueOrDefault(export)
        ?? throw new DeploymentException($"{at} imports {export}, which no stack has exported.");

    public JsonNode Mapping(string map, string key, string second, string at) => stack.Mappings[map]?[key]?[second]
        ?? throw new DeploymentException($"{at}: mapping {map} has no value for {key}, {second}.");

    public bool Condition(string name, Intrinsics intrinsics)
    {
        if (conditions.TryGetValue(name, out var known))
            return known;
        var definition = stack.Conditions[name] ?? throw new DeploymentException($"Stack {stack.Name} has no condition {name}.");
        return conditions[name] = intrinsics.Test(definition, $"condition {name}");
    }
}
