using System.Text.Json.Nodes;
using Local.Deployment;

namespace Local.Iam;

/// <summary>Reads roles and policies into the registry, by which every call is decided.</summary>
internal sealed class IdentityResources(PolicyRegistry registry, LocalCloudOptions options) : IResourceHandler
{
    public IReadOnlyDictionary<string, (Fidelity Fidelity, string Note)> Types { get; } = new Dictionary<string, (Fidelity, string)>
    {
        ["AWS::IAM::Role"] = (
            Fidelity.Run, "enforced: its functions and state machines call with its credentials; who may assume it is not checked"),
        ["AWS::IAM::Policy"] = (Fidelity.Run, "enforced"),
        ["AWS::IAM::ManagedPolicy"] = (Fidelity.Run, "enforced"),
        ["AWS::S3::BucketPolicy"] = (Fidelity.Run, "enforced"),
        ["AWS::SNS::TopicPolicy"] = (Fidelity.Run, "enforced"),
        ["AWS::SQS::QueuePolicy"] = (Fidelity.Run, "enforced, for roles and for the topics that deliver to the queue"),
    };

    public Task<DeployedResource> CreateAsync(TemplateResource resource, CancellationToken cancellation) =>
        Task.FromResult(Create(resource));

    private DeployedResource Create(TemplateResource resource) => resource.Type switch
    {
        "AWS::IAM::Role" => CreateRole(resource),
        "AWS::S3::BucketPolicy" => Attach(resource, [$"arn:aws:s3:::{resource.RequiredText("Bucket")}"], ofResource: true),
        "AWS::SNS::TopicPolicy" => Attach(resource, resource.Texts("Topics"), ofResource: true),
        "AWS::SQS::QueuePolicy" => Attach(resource, resource.Texts("Queues").Select(QueueArn), ofResource: true),
        "AWS::IAM::Policy" => Attach(resource, resource.Texts("Roles").Select(RoleArn), ofResource: false),
        _ => CreateManagedPolicy(resource),
    };

    private DeployedResource CreateRole(TemplateResource resource)
    {
        resource.AllowOnly(
            "RoleName", "Path", "Description", "AssumeRolePolicyDocument", "ManagedPolicyArns", "Policies", "MaxSessionDuration", "Tags");
        var name = resource.PhysicalName("RoleName");
        var statements = new List<PolicyStatement>();
        foreach (var inline in resource.Properties["Policies"]?.AsArray() ?? [])
            statements.AddRange(resource.Statements("Policies", inline!["PolicyDocument"], ofResource: false));
        foreach (var managed in resource.Texts("ManagedPolicyArns"))
        {
            statements.AddRange(
                Managed(managed) ?? throw resource.Refusal("ManagedPolicyArns", $"has {managed}, which isn't known to the local cloud"));
        }
        registry.Put(RoleArn(name), OwnerOf(resource), statements);
        return new(name, new Dictionary<string, string> { ["Arn"] = RoleArn(name), ["RoleId"] = $"AROA{resource.LogicalId}" });
    }

    private IReadOnlyList<PolicyStatement>? Managed(string arn) =>
        ManagedPolicies.Find(arn) ?? (registry.Of(arn) is { Count: > 0 } ofTemplate ? ofTemplate : null);

    private DeployedResource CreateManagedPolicy(TemplateResource resource)
    {
        var arn = $"arn:aws:iam::{options.AccountId}:policy/{resource.PhysicalName("ManagedPolicyName")}";
        Attach(resource, [arn, .. resource.Texts("Roles").Select(RoleArn)], ofResource: false);
        return new(arn, new Dictionary<string, string> { ["PolicyArn"] = arn });
    }

    private DeployedResource Attach(TemplateResource resource, IEnumerable<string> targets, bool ofResource)
    {
        resource.AllowOnly(
            "PolicyDocument", "PolicyName", "ManagedPolicyName", "Description", "Path", "Roles", "Bucket", "Topics", "Queues");
        var statements = resource.Statements("PolicyDocument", resource.Properties["PolicyDocument"], ofResource);
        foreach (var target in targets)
            registry.Put(target, OwnerOf(resource), statements);
        var name = resource.Text("PolicyName") ?? $"{resource.Stack}-{resource.LogicalId}";
        return new(name, new Dictionary<string, string> { ["Id"] = name });
    }

    private static string OwnerOf(TemplateResource resource) => $"{resource.Stack}/{resource.LogicalId}";

    private string RoleArn(string name) => $"arn:aws:iam::{options.AccountId}:role/{name}";

    /// <summary>Policies name a queue by its URL.</summary>
    private string QueueArn(string url) => $"arn:aws:sqs:{options.Region}:{options.AccountId}:{url[(url.LastIndexOf('/') + 1)..]}";
}

/// <summary>Reads policies out of templates.</summary>
internal static class PolicyDocuments
{
    /// <exception cref="DeploymentException">The policy can't be evaluated here; the message names what isn't known.</exception>
    public static IReadOnlyList<PolicyStatement> Statements(
        this TemplateResource resource, string property, JsonNode? document, bool ofResource)
    {
        try
        {
            return PolicyStatement.Parse(document, ofResource);
        }
        catch (Exception exception) when (exception is PolicyException or FormatException)
        {
            throw resource.Refusal(property, exception.Message);
        }
    }
}
