#nullable disable
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Lambda.Model;

namespace Amazon.Lambda;

/// <summary>AWS Lambda: the operation that this package covers.</summary>
public interface IAmazonLambda : IAmazonService, IDisposable
{
    /// <summary>Runs a function and waits for its answer, or hands it an event.</summary>
    Task<InvokeResponse> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken = default);

    /// <summary>The address that the request would go to.</summary>
    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonLambdaConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        awsCredentials is null ? new AmazonLambdaClient((AmazonLambdaConfig)clientConfig) : new AmazonLambdaClient(awsCredentials, (AmazonLambdaConfig)clientConfig);
}
