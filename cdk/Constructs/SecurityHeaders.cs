using Amazon.CDK;
using Amazon.CDK.AWS.CloudFront;
using Constructs;

namespace Cdk.Constructs;

/// <summary>What every answer of the storefront's domain tells the browser not to do.</summary>
internal sealed class SecurityHeaders(Construct scope)
    : ResponseHeadersPolicy(scope, nameof(SecurityHeaders), new ResponseHeadersPolicyProps
{
    SecurityHeadersBehavior = new ResponseSecurityHeadersBehavior
    {
        ContentSecurityPolicy = new ResponseHeadersContentSecurityPolicy { ContentSecurityPolicy = ContentPolicy, Override = true },
        ContentTypeOptions = new ResponseHeadersContentTypeOptions { Override = true },
        FrameOptions = new ResponseHeadersFrameOptions { FrameOption = HeadersFrameOption.DENY, Override = true },
        ReferrerPolicy = new ResponseHeadersReferrerPolicy { ReferrerPolicy = HeadersReferrerPolicy.NO_REFERRER, Override = true },
        StrictTransportSecurity = new ResponseHeadersStrictTransportSecurity
        {
            AccessControlMaxAge = Duration.Days(730),
            IncludeSubdomains = true,
            Override = true,
        },
    },
    CustomHeadersBehavior = new ResponseCustomHeadersBehavior
    {
        CustomHeaders =
        [
            Header("Cross-Origin-Opener-Policy", "same-origin"),
            Header("Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"),
        ],
    },
})
{
    /// <summary>No inline script or style, nothing from elsewhere, no frames.</summary>
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static ResponseCustomHeader Header(string name, string value) => new() { Header = name, Value = value, Override = true };
}
