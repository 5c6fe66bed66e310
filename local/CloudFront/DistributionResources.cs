using System.Security.Cryptography;
using System.Text;
using Local.Deployment;

namespace Local.CloudFront;

/// <summary>Deploys the distribution and what it is made of.</summary>
internal sealed class DistributionResources(Distributions distributions, LocalCloudOptions options) : IResourceHandler
{
    private const string Family = "AWS::CloudFront::";

    private readonly Dictionary<string, HeadersPolicy> policies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EdgeFunction> functions = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, (Fidelity Fidelity, string Note)> Types { get; } = new Dictionary<string, (Fidelity, string)>
    {
        [Family + "Distribution"] = (Fidelity.Run, "on the public port over plain HTTP/1.1; no cache, domain names or access logs"),
        [Family + "Function"] = (Fidelity.Run, "at viewer-request, in a JavaScript interpreter"),
        [Family + "OriginAccessControl"] = (Fidelity.Checked, "without it the distribution reads nothing from its bucket"),
        [Family + "ResponseHeadersPolicy"] = (Fidelity.Run, "Strict-Transport-Security is not sent over plain HTTP"),
    };

    public Task<DeployedResource> CreateAsync(TemplateResource resource, CancellationToken cancellation) =>
        Task.FromResult(resource.Type[Family.Length..] switch
        {
            "Distribution" => CreateDistribution(resource),
            "Function" => CreateFunction(resource),
            "ResponseHeadersPolicy" => CreatePolicy(resource),
            _ => CreateAccessControl(resource),
        });

    private DeployedResource CreateDistribution(TemplateResource resource)
    {
        var id = $"E{Id(resource)}";
        var domain = $"d{Id(resource).ToLowerInvariant()}.cloudfront.net";
        var arn = $"arn:aws:cloudfront::{options.AccountId}:distribution/{id}";
        if (!distributions.TryAdd(new DistributionReader(resource, policies, functions).Read(id, domain, arn)))
            throw new DeploymentException($"{resource.Path} ({resource.Type}): the public port has a distribution already.");
        return new DeployedResource(id, new Dictionary<string, string> { ["DomainName"] = domain, ["Id"] = id });
    }

    private DeployedResource CreateFunction(TemplateResource resource)
    {
        resource.AllowOnly("AutoPublish", "FunctionCode", "FunctionConfig", "Name", "Tags");
        var config = resource.Map("FunctionConfig") ?? throw resource.Refusal("FunctionConfig", "is required");
        resource.AllowOnlyIn("FunctionConfig", config, "Comment", "Runtime");
        if (config["Runtime"]?.ToString() is var runtime && runtime != "cloudfront-js-2.0")
            throw resource.Refusal("FunctionConfig", $"has the runtime {runtime}; the local cloud has cloudfront-js-2.0");
        if (!resource.Flag("AutoPublish"))
            throw resource.Refusal("AutoPublish", "must be true: the local cloud has no development stage of a function");
        var name = resource.RequiredText("Name");
        var arn = $"arn:aws:cloudfront::{options.AccountId}:function/{name}";
        try
        {
            functions[arn] = new EdgeFunction(name, resource.RequiredText("FunctionCode"));
        }
        catch (FormatException exception)
        {
            throw resource.Refusal("FunctionCode", $"can't be run: {exception.Message}");
        }
        return new DeployedResource(arn, new Dictionary<string, string> { ["FunctionARN"] = arn, ["FunctionMetadata.FunctionARN"] = arn });
    }

    private DeployedResource CreatePolicy(TemplateResource resource)
    {
        policies[Id(resource)] = HeadersPolicy.Read(resource);
        return new DeployedResource(Id(resource), new Dictionary<string, string> { ["Id"] = Id(resource) });
    }

    private static DeployedResource CreateAccessControl(TemplateResource resource)
    {
        resource.AllowOnly("OriginAccessControlConfig");
        if (resource.Map("OriginAccessControlConfig")?["SigningBehavior"]?.ToString() != "always")
            throw resource.Refusal("OriginAccessControlConfig", "must sign always: the local cloud's distribution does");
        return new DeployedResource(Id(resource), new Dictionary<string, string> { ["Id"] = Id(resource) });
    }

    /// <summary>Thirteen capitals and digits, as CloudFront's ids; the same in every run.</summary>
    private static string Id(TemplateResource resource) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{resource.Stack}/{resource.LogicalId}")))[..13];
}
