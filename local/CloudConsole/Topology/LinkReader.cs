using System.Text.Json.Nodes;
using Local.Deployment;

namespace Local.CloudConsole.Topology;

/// <summary>Finds who hands something on to whom, and who uses which data, from the properties that name other resources.</summary>
internal sealed class LinkReader
{
    private readonly IReadOnlyList<(TemplateResource Definition, DeployedResource Deployed)> resources;
    private readonly Dictionary<string, Part> byIdentity = new(StringComparer.Ordinal);

    public LinkReader(IReadOnlyList<(TemplateResource Definition, DeployedResource Deployed)> resources, IReadOnlyList<Part> parts)
    {
        this.resources = resources;
        var byId = parts.ToDictionary(part => part.Id, StringComparer.Ordinal);
        foreach (var (definition, deployed) in resources)
        {
            if (!byId.TryGetValue(PartsReader.IdOf(definition), out var part))
                continue;
            byIdentity[deployed.Ref] = part;
            foreach (var (_, arn) in deployed.Attributes.Where(entry => entry.Key is "Arn" or "StreamArn"))
                byIdentity[arn] = part;
        }
    }

    public IEnumerable<Link> Read() => resources.SelectMany(resource => Of(resource.Definition)).Where(link => link.From != link.To);

    /// <summary>The part that a name, an ARN or a URL means; aliases and versions mean what they belong to.</summary>
    public Part? Find(string? identity)
    {
        for (var text = identity; !string.IsNullOrEmpty(text); text = text.LastIndexOf(':') is > 0 and var end ? text[..end] : null)
        {
            if (byIdentity.TryGetValue(text, out var part))
                return part;
        }
        return null;
    }

    private IEnumerable<Link> Of(TemplateResource resource) => resource.Type switch
    {
        "AWS::ApiGateway::Method" => Between(resource.Text("RestApiId"), FunctionIn(resource.Map("Integration")?["Uri"])),
        "AWS::Lambda::EventSourceMapping" => Between(resource.Text("EventSourceArn"), resource.Text("FunctionName")),
        "AWS::SNS::Subscription" => Between(resource.Text("TopicArn"), resource.Text("Endpoint")),
        "AWS::Events::Rule" => (resource.Properties["Targets"] as JsonArray ?? [])
            .SelectMany(target => From(PartsReader.IdOf(resource), Find(target?["Arn"]?.ToString()))),
        "AWS::Lambda::Function" => (resource.Map("Environment")?["Variables"] as JsonObject ?? [])
            .SelectMany(variable => From(PartsReader.IdOf(resource), Find(variable.Value?.ToString()))),
        "AWS::StepFunctions::StateMachine" => NamedIn(resource),
        _ => [],
    };

    /// <summary>What the definition names stands between quotation marks there.</summary>
    private IEnumerable<Link> NamedIn(TemplateResource machine)
    {
        var definition = machine.Properties["Definition"]?.ToJsonString() ?? machine.Text("DefinitionString") ?? "";
        foreach (var (name, value) in machine.Map("DefinitionSubstitutions") ?? [])
            definition = definition.Replace($"${{{name}}}", value!.ToString(), StringComparison.Ordinal);
        return byIdentity.Where(entry => definition.Contains($"\"{entry.Key}\"", StringComparison.Ordinal))
            .SelectMany(entry => From(PartsReader.IdOf(machine), entry.Value));
    }

    private IEnumerable<Link> Between(string? from, string? to) => Find(from) is { } source ? From(source.Id, Find(to)) : [];

    private static IEnumerable<Link> From(string source, Part? target) =>
        target is null ? [] : [new Link(source, target.Id, IsData: target.Kind is PartKind.Table or PartKind.Bucket)];

    /// <summary>The function's ARN in an integration's URI.</summary>
    private static string? FunctionIn(JsonNode? uri) =>
        uri?.ToString().Split("/functions/") is [_, var rest] ? rest.Split("/invocations")[0] : null;
}
