using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Bundled.Shared;

namespace Amazon.SecretsManager;

/// <summary>Settings of a Secrets Manager client.</summary>
public class AmazonSecretsManagerConfig : ClientConfig
{
    public AmazonSecretsManagerConfig()
        : base(ServiceDefaults.Provider)
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = "secretsmanager";
        EndpointProvider = new ServiceEndpoint("secretsmanager");
    }

    /// <summary>Names the service in configuration files and, in upper case with underscores, in <c>AWS_ENDPOINT_URL_…</c>.</summary>
    public static new string ServiceId => "Secrets Manager";

    public override string RegionEndpointServiceName => "secretsmanager";

    public override string ServiceVersion => "2017-10-17";

    public override string UserAgent => "AWSSDK.SecretsManager";

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(ServiceEndpoint.Parameters(this, parameters.AlternateEndpoint));
}
