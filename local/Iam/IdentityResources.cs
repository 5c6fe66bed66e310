using System.Text.Json.Nodes;
using Local.Deployment;

namespace Local.Iam;

/// <summary>Reads roles and policies into the registry, so that calls can be held against them.</summary>
internal sealed class IdentityResources(PolicyRegistry registry, LocalCloudOptions options) : IResourceHandler
{
    public IReadOnlyDictionary<string, (Fidelity Fidelity, string Note)> Types { get; } = new Dictionary<string, (Fidelity, string)>
    {
        ["AWS::IAM::Role"] = (Fidelity.Checked, "each function gets credentials of its role; calls are not held against its policies"),
        ["AWS::IAM::Policy"] = (Fidelity.Checked, "read and kept; calls are not held against it"),
        ["AWS::IAM::ManagedPolicy"] = (Fidelity.Checked, "read and kept; calls are not held against it"),
        ["AWS::S3::BucketPolicy"] = (Fidelity.Checked, "the distribution reads only what it grants; other calls are not held against it"),
        ["AWS::SNS::TopicPolicy"] = (Fidelity.Checked, "read and kept; calls are not held against it"),
        ["AWS::SQS::QueuePolicy"] = (Fidelity.Checked, "read and kept; calls are not held against it"),
    };

    public Task<DeployedResource> CreateAsync(TemplateResource resource, CancellationToken cancellation) => Task.FromResult(resource.Type switch
    {
        "AWS::IAM::Role" => CreateRole(resource),
        "AWS::S3::BucketPolicy" => Attach(resource, [resource.RequiredText("Bucket")]),
        "AWS::SNS::TopicPolicy" => Attach(resource, resource.Texts("Topics")),
        "AWS::SQS::QueuePolicy" => Attach(resource, resource.Texts("Queues")),
        _ => Attach(resource, resource.Texts("Roles").Select(RoleArn)),
    });

    private DeployedResource CreateRole(TemplateResource resource)
    {
        resource.AllowOnly("RoleName", "Path", "Description", "AssumeRolePolicyDocument", "ManagedPolicyArns", "Policies", "MaxSessionDuration", "Tags");
        var name = resource.PhysicalName("RoleName");
        foreach (var inline in resource.Properties["Policies"]?.AsArray() ?? [])
            registry.Attach(RoleArn(name), Document(resource, inline!["PolicyDocument"]));
        return new(name, new Dictionary<string, string> { ["Arn"] = RoleArn(name), ["RoleId"] = $"AROA{resource.LogicalId}" });
    }

    private DeployedResource Attach(TemplateResource resource, IEnumerable<string> targets)
    {
        resource.AllowOnly("PolicyDocument", "PolicyName", "ManagedPolicyName", "Description", "Path", "Roles", "Bucket", "Topics", "Queues");
        var document = Document(resource, resource.Properties["PolicyDocument"]);
        foreach (var target in targets)
            registry.Attach(target, document);
        var name = resource.Text("PolicyName") ?? resource.PhysicalName("ManagedPolicyName");
        return new(name, new Dictionary<string, string> { ["Id"] = name });
    }

    private static JsonObject Document(TemplateResource resource, JsonNode? document)
    {
        if (document is not JsonObject policy || policy["Statement"] is not JsonArray { Count: > 0 } statements)
            throw resource.Refusal("PolicyDocument", "has no statements");
        foreach (var statement in statements)
        {
            if ((string?)statement!["Effect"] is not ("Allow" or "Deny") || (statement["Action"] ?? statement["NotAction"]) is null)
                throw resource.Refusal("PolicyDocument", "has a statement without Effect or Action");
        }
        return policy.DeepClone().AsObject();
    }

    private string RoleArn(string name) => $"arn:aws:iam::{options.AccountId}:role/{name}";
}
