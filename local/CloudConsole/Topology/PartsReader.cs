using Local.Deployment;
using Local.Lambda;

namespace Local.CloudConsole.Topology;

/// <summary>Finds parts and links in what is deployed. It knows types and no names: what is deployed later appears by itself.</summary>
internal static class PartsReader
{
    private static readonly Dictionary<string, PartKind> Kinds = new(StringComparer.Ordinal)
    {
        ["AWS::ApiGateway::RestApi"] = PartKind.Api,
        ["AWS::Events::Rule"] = PartKind.Schedule,
        ["AWS::Lambda::Function"] = PartKind.Function,
        ["AWS::DynamoDB::Table"] = PartKind.Table,
        ["AWS::S3::Bucket"] = PartKind.Bucket,
        ["AWS::StepFunctions::StateMachine"] = PartKind.StateMachine,
        ["AWS::SNS::Topic"] = PartKind.Topic,
        ["AWS::SQS::Queue"] = PartKind.Queue,
    };

    public static Parts Read(IReadOnlyList<(TemplateResource Definition, DeployedResource Deployed)> resources)
    {
        var parts = resources.Where(IsPart).Select(PartOf).ToList();
        var links = new LinkReader(resources, parts).Read().Distinct().ToList();
        // Functions without a link are the deployment's own, and so are buckets that no function uses.
        var linked = links.SelectMany(link => (string[])[link.From, link.To]).ToHashSet();
        var owners = DeadLetters.OwnersIn(resources, parts);
        return new(
            [.. parts.Select(part => part with { DeadLettersOf = owners.GetValueOrDefault(part.Id) })
                .Where(part => linked.Contains(part.Id) || part.DeadLettersOf is not null || part.Kind is PartKind.Queue or PartKind.Table)],
            [.. links.Where(link => !owners.ContainsKey(link.To) && !IsName(link, links))]);
    }

    /// <summary>A function knows the table whose stream it reads by name, and uses it in no other way.</summary>
    private static bool IsName(Link link, List<Link> links) => link.IsData && links.Contains(new Link(link.To, link.From, IsData: false));

    public static string IdOf(TemplateResource resource) => $"{resource.Stack}/{resource.LogicalId}";

    /// <summary>Functions of other runtimes are helpers of a deployment in AWS: nothing runs them here.</summary>
    private static bool IsPart((TemplateResource Definition, DeployedResource Deployed) resource) =>
        Kinds.ContainsKey(resource.Definition.Type)
        && (resource.Definition.Type != "AWS::Lambda::Function" || resource.Definition.Text("Runtime") == FunctionResources.Runtime);

    private static Part PartOf((TemplateResource Definition, DeployedResource Deployed) resource)
    {
        var (definition, deployed) = resource;
        // Stack, then services around it, then its own construct, then what CDK puts inside.
        var constructs = definition.Path.Split('/').Skip(1).Where(name => name is not ("Resource" or "Function" or "RestApi")).ToList();
        var given = definition.Type switch
        {
            "AWS::SQS::Queue" => deployed.Attributes.GetValueOrDefault("QueueName"),
            "AWS::SNS::Topic" => deployed.Attributes.GetValueOrDefault("TopicName"),
            "AWS::Events::Rule" => definition.Text("ScheduleExpression"),
            _ => null,
        };
        // The generic names that some constructs have say less than the one around them.
        if (given is null && constructs.Count > 1 && constructs[^1] is "Table" or "Bucket" or "StateMachine" or "Machine" or "Api")
            constructs.RemoveAt(constructs.Count - 1);
        if (given is null && constructs.Count > 1 && constructs[^1] is "Machine")
            constructs.RemoveAt(constructs.Count - 1);
        return new(
            IdOf(definition), Kinds[definition.Type], given ?? constructs.LastOrDefault() ?? definition.LogicalId, deployed.Ref,
            constructs.Count > 1 ? constructs[^2] : "");
    }
}
