using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Local.Deployment;

namespace Local.CloudFront;

/// <summary>Reads the configuration of a distribution. What nothing here would honour is refused by name.</summary>
/// <param name="policies">Deployed response headers policies by id.</param>
/// <param name="functions">Deployed functions by ARN.</param>
internal sealed partial class DistributionReader(
    TemplateResource resource, IReadOnlyDictionary<string, HeadersPolicy> policies, IReadOnlyDictionary<string, EdgeFunction> functions)
{
    private const string Config = "DistributionConfig";

    private static readonly string[] Reading = ["GET", "HEAD"];

    /// <summary>AWS's managed cache policies: whether each takes part in compressing.</summary>
    private static readonly Dictionary<string, bool> CachePolicies = new()
    {
        ["658327ea-f89d-4fab-a63d-7e88639e58f6"] = true, // CachingOptimized
        ["4135ea2d-6df8-44a3-9df3-4b5a84be39ad"] = false, // CachingDisabled
    };

    /// <summary>AllViewerExceptHostHeader; here the host header is the same on both sides.</summary>
    private const string AllViewerExceptHostHeader = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

    /// <exception cref="DeploymentException">Something can't be honoured.</exception>
    public Distribution Read(string id, string domainName, string arn)
    {
        resource.AllowOnly(Config, "Tags");
        var config = resource.Map(Config) ?? throw resource.Refusal(Config, "is required");
        resource.AllowOnlyIn(Config, config, "Aliases", "CacheBehaviors", "Comment", "CustomErrorResponses", "DefaultCacheBehavior",
            "DefaultRootObject", "Enabled", "HttpVersion", "IPV6Enabled", "Logging", "Origins", "PriceClass", "ViewerCertificate");
        if (!Flag(config, "Enabled"))
            throw resource.Refusal(Config, "isn't enabled");
        var origins = Objects(config, "Origins").ToDictionary(origin => origin["Id"]!.ToString(), ReadOrigin);
        var behaviors = Objects(config, "CacheBehaviors").Append(config["DefaultCacheBehavior"]!.AsObject())
            .Select(behavior => ReadBehavior(behavior, origins)).ToList();
        var pages = Objects(config, "CustomErrorResponses")
            .Where(response => response.ContainsKey("ResponsePagePath")).Select(ReadErrorResponse);
        var root = config["DefaultRootObject"]?.ToString() ?? "";
        var distribution = new Distribution(id, domainName, arn, root, behaviors, [.. pages]);
        foreach (var response in distribution.ErrorResponses)
        {
            if (distribution.BehaviorFor(response.PagePath).Origin is not BucketOrigin)
                throw resource.Refusal(Config, $"has the error page {response.PagePath}, which is in no bucket");
        }
        return distribution;
    }

    private Origin ReadOrigin(JsonObject origin)
    {
        resource.AllowOnlyIn(Config, origin, "ConnectionAttempts", "ConnectionTimeout", "CustomOriginConfig", "DomainName", "Id",
            "OriginAccessControlId", "OriginPath", "S3OriginConfig");
        var (domain, path) = (origin["DomainName"]!.ToString(), origin["OriginPath"]?.ToString() ?? "");
        if (BucketDomain().Match(domain) is { Success: true } bucket)
            return new BucketOrigin(bucket.Groups["bucket"].Value, path, origin["OriginAccessControlId"]?.ToString() is { Length: > 0 });
        if (ApiDomain().Match(domain) is not { Success: true } api)
            throw resource.Refusal(Config, $"has the origin {domain}, which is neither a bucket nor a REST API");
        if (path.Length > 0)
            throw resource.Refusal(Config, $"has the origin path {path} before an API, which the local cloud can't add");
        return new ApiOrigin(api.Groups["api"].Value);
    }

    private Behavior ReadBehavior(JsonObject behavior, Dictionary<string, Origin> origins)
    {
        resource.AllowOnlyIn(Config, behavior, "AllowedMethods", "CachePolicyId", "CachedMethods", "Compress", "FunctionAssociations",
            "OriginRequestPolicyId", "PathPattern", "ResponseHeadersPolicyId", "TargetOriginId", "ViewerProtocolPolicy");
        var cachePolicy = behavior["CachePolicyId"]?.ToString() ?? "";
        if (!CachePolicies.TryGetValue(cachePolicy, out var compressing))
            throw resource.Refusal(Config, $"has the cache policy '{cachePolicy}', which the local cloud doesn't know");
        if (behavior["OriginRequestPolicyId"]?.ToString() is { } requestPolicy && requestPolicy != AllViewerExceptHostHeader)
            throw resource.Refusal(Config, $"has the origin request policy {requestPolicy}, which the local cloud doesn't know");
        return new Behavior(
            behavior["PathPattern"]?.ToString() is { } pattern ? new PathPattern(pattern) : PathPattern.Everything,
            (behavior["AllowedMethods"]?.AsArray().Select(method => method!.ToString()) ?? Reading).ToHashSet(StringComparer.Ordinal),
            origins[behavior["TargetOriginId"]!.ToString()],
            compressing && Flag(behavior, "Compress"),
            behavior["ResponseHeadersPolicyId"]?.ToString() is { } policy ? PolicyOf(policy) : null,
            Objects(behavior, "FunctionAssociations").Select(FunctionOf).SingleOrDefault());
    }

    private HeadersPolicy PolicyOf(string id) => policies.GetValueOrDefault(id)
        ?? throw resource.Refusal(Config, $"has the response headers policy {id}, which isn't of this template");

    private EdgeFunction FunctionOf(JsonObject association)
    {
        if (association["EventType"]!.ToString() is var type && type != "viewer-request")
            throw resource.Refusal(Config, $"runs a function at {type}; the local cloud runs functions at viewer-request only");
        var arn = association["FunctionARN"]!.ToString();
        return functions.GetValueOrDefault(arn) ?? throw resource.Refusal(Config, $"has the function {arn}, which isn't of this template");
    }

    private static ErrorResponse ReadErrorResponse(JsonObject response) => new(
        Number(response["ErrorCode"]!),
        Number(response["ResponseCode"] ?? response["ErrorCode"]!),
        response["ResponsePagePath"]!.ToString());

    private static int Number(JsonNode value) => int.Parse(value.ToString(), CultureInfo.InvariantCulture);

    private static bool Flag(JsonObject map, string name) => map[name] is { } flag && bool.Parse(flag.ToString());

    private static IEnumerable<JsonObject> Objects(JsonObject map, string name) =>
        map[name]?.AsArray().Select(item => item!.AsObject()) ?? [];

    [GeneratedRegex(@"^(?<bucket>[a-z0-9.-]+)\.s3(\.[a-z0-9-]+)?\.amazonaws\.com$")]
    private static partial Regex BucketDomain();

    [GeneratedRegex(@"^(?<api>[a-z0-9]+)\.execute-api\.[a-z0-9-]+\.amazonaws\.com$")]
    private static partial Regex ApiDomain();
}
