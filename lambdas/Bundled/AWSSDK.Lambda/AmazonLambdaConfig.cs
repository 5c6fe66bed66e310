using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Bundled.Shared;

namespace Amazon.Lambda;

/// <summary>Settings of a Lambda client.</summary>
public class AmazonLambdaConfig : ClientConfig
{
    public AmazonLambdaConfig()
        : base(ServiceDefaults.Provider)
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = "lambda";
        EndpointProvider = new ServiceEndpoint("lambda");
    }

    /// <summary>Names the service in configuration files and, in upper case with underscores, in <c>AWS_ENDPOINT_URL_…</c>.</summary>
    public static new string ServiceId => "Lambda";

    public override string RegionEndpointServiceName => "lambda";

    public override string ServiceVersion => "2015-03-31";

    public override string UserAgent => "AWSSDK.Lambda";

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(ServiceEndpoint.Parameters(this, parameters.AlternateEndpoint));
}
