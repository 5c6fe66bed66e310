using System.Text.Json.Nodes;
using Local.Deployment;

namespace Local.CloudFront;

/// <summary>Headers that a behaviour adds to every answer.</summary>
/// <param name="Headers">Whether each replaces what the origin sent.</param>
internal sealed record HeadersPolicy(IReadOnlyList<(string Name, string Value, bool Override)> Headers)
{
    private const string TransportSecurity = "Strict-Transport-Security";

    /// <exception cref="DeploymentException">The policy holds something else than security headers and headers of its own.</exception>
    public static HeadersPolicy Read(TemplateResource resource)
    {
        resource.AllowOnly("ResponseHeadersPolicyConfig");
        var config = resource.Map("ResponseHeadersPolicyConfig") ?? throw resource.Refusal("ResponseHeadersPolicyConfig", "is required");
        resource.AllowOnlyIn("ResponseHeadersPolicyConfig", config, "Name", "Comment", "CustomHeadersConfig", "SecurityHeadersConfig");
        var security = config["SecurityHeadersConfig"]?.AsObject() ?? [];
        var custom = config["CustomHeadersConfig"]?["Items"]?.AsArray() ?? [];
        return new HeadersPolicy([
            .. security.Select(header => Security(resource, header.Key, header.Value!)),
            .. custom.Select(header => (header!["Header"]!.ToString(), header["Value"]!.ToString(), Flag(header, "Override"))),
        ]);
    }

    /// <param name="secure">Whether the answer goes over TLS: a browser must not learn on plain HTTP that this host has none.</param>
    public void ApplyTo(IHeaderDictionary response, bool secure)
    {
        foreach (var (name, value, replaces) in Headers)
        {
            if ((replaces || !response.ContainsKey(name)) && (secure || name != TransportSecurity))
                response[name] = value;
        }
    }

    private static (string Name, string Value, bool Override) Security(TemplateResource resource, string kind, JsonNode header)
    {
        var (name, value) = kind switch
        {
            "ContentSecurityPolicy" => ("Content-Security-Policy", header["ContentSecurityPolicy"]!.ToString()),
            "ContentTypeOptions" => ("X-Content-Type-Options", "nosniff"),
            "FrameOptions" => ("X-Frame-Options", header["FrameOption"]!.ToString()),
            "ReferrerPolicy" => ("Referrer-Policy", header["ReferrerPolicy"]!.ToString()),
            "StrictTransportSecurity" => (TransportSecurity, $"max-age={header["AccessControlMaxAgeSec"]}"
                + (Flag(header, "IncludeSubdomains") ? "; includeSubDomains" : "") + (Flag(header, "Preload") ? "; preload" : "")),
            _ => throw resource.Refusal("ResponseHeadersPolicyConfig", $"has {kind}, which isn't supported by the local cloud"),
        };
        return (name, value, Flag(header, "Override"));
    }

    private static bool Flag(JsonNode header, string name) => header[name] is { } flag && bool.Parse(flag.ToString());
}
