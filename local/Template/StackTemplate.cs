using System.Text.Json.Nodes;
using Local.Deployment;

namespace Local.Template;

/// <summary>One resource as the template has it, its intrinsic functions not yet resolved.</summary>
/// <param name="Path">The construct path, or stack and logical id where the template has none.</param>
/// <param name="Condition">The condition under which it exists; null for always.</param>
public sealed record ResourceDefinition(
    string LogicalId, string Type, string Path, JsonObject Properties, IReadOnlySet<string> DependsOn, string? Condition);

/// <summary>One CloudFormation template.</summary>
/// <param name="Resources">Ordered so that each resource comes after those it refers to or names in DependsOn.</param>
public sealed record StackTemplate(
    string Name, IReadOnlyList<ResourceDefinition> Resources, JsonObject Parameters, JsonObject Mappings, JsonObject Conditions, JsonObject Outputs)
{
    /// <exception cref="DeploymentException">The template uses a section that changes its meaning and isn't understood here.</exception>
    public static StackTemplate Parse(string name, JsonObject template)
    {
        if (template.ContainsKey("Transform"))
            throw new DeploymentException($"Stack {name}: the section Transform isn't supported.");
        var definitions = Section("Resources").Select(entry => Definition(name, entry.Key, entry.Value!)).ToList();
        var ordered = Graph.Order(definitions, definition => definition.LogicalId, definition => definition.DependsOn, $"resources of {name}");
        return new(name, ordered, Section("Parameters"), Section("Mappings"), Section("Conditions"), Section("Outputs"));

        JsonObject Section(string section) => template[section]?.AsObject() ?? [];
    }

    private static ResourceDefinition Definition(string stack, string logicalId, JsonNode resource)
    {
        var properties = resource["Properties"]?.AsObject() ?? [];
        var dependsOn = new HashSet<string>(StringComparer.Ordinal);
        foreach (var dependency in resource["DependsOn"] is JsonArray many ? many : [resource["DependsOn"]?.DeepClone()])
        {
            if (dependency is not null)
                dependsOn.Add((string)dependency!);
        }
        References.Collect(properties, dependsOn);
        var path = (string?)resource["Metadata"]?["aws:cdk:path"] ?? $"{stack}/{logicalId}";
        return new(logicalId, (string)resource["Type"]!, path, properties, dependsOn, (string?)resource["Condition"]);
    }
}
