using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Bundled.Shared;

namespace Amazon.SimpleNotificationService;

/// <summary>Settings of a Simple Notification Service client.</summary>
public class AmazonSimpleNotificationServiceConfig : ClientConfig
{
    public AmazonSimpleNotificationServiceConfig()
        : base(ServiceDefaults.Provider)
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = "sns";
        EndpointProvider = new ServiceEndpoint("sns");
    }

    /// <summary>Names the service in configuration files and, in upper case with underscores, in <c>AWS_ENDPOINT_URL_…</c>.</summary>
    public static new string ServiceId => "SNS";

    public override string RegionEndpointServiceName => "sns";

    public override string ServiceVersion => "2010-03-31";

    public override string UserAgent => "AWSSDK.SimpleNotificationService";

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(ServiceEndpoint.Parameters(this, parameters.AlternateEndpoint));
}
