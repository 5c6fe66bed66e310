using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Bundled.Shared;

namespace Amazon.DynamoDBStreams;

/// <summary>Settings of a DynamoDB Streams client.</summary>
public class AmazonDynamoDBStreamsConfig : ClientConfig
{
    public AmazonDynamoDBStreamsConfig()
        : base(ServiceDefaults.Provider)
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = "dynamodb";
        EndpointProvider = new ServiceEndpoint("streams.dynamodb");
    }

    /// <summary>Names the service in configuration files and, in upper case with underscores, in <c>AWS_ENDPOINT_URL_…</c>.</summary>
    public static new string ServiceId => "DynamoDB Streams";

    public override string RegionEndpointServiceName => "streams.dynamodb";

    public override string ServiceVersion => "2012-08-10";

    public override string UserAgent => "AWSSDK.DynamoDBStreams";

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(ServiceEndpoint.Parameters(this, parameters.AlternateEndpoint));
}
