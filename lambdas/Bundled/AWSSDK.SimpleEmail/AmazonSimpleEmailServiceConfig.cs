using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Bundled.Shared;

namespace Amazon.SimpleEmail;

/// <summary>Settings of a Simple Email Service client.</summary>
public class AmazonSimpleEmailServiceConfig : ClientConfig
{
    public AmazonSimpleEmailServiceConfig()
        : base(ServiceDefaults.Provider)
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = "ses";
        EndpointProvider = new ServiceEndpoint("email");
    }

    /// <summary>Names the service in configuration files and, in upper case with underscores, in <c>AWS_ENDPOINT_URL_…</c>.</summary>
    public static new string ServiceId => "SES";

    public override string RegionEndpointServiceName => "email";

    public override string ServiceVersion => "2010-12-01";

    public override string UserAgent => "AWSSDK.SimpleEmail";

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(ServiceEndpoint.Parameters(this, parameters.AlternateEndpoint));
}
