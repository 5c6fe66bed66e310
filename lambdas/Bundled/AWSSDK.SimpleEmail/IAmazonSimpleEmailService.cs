#nullable disable
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.SimpleEmail.Model;

namespace Amazon.SimpleEmail;

/// <summary>Amazon Simple Email Service, version 1: the operations that this package covers.</summary>
public interface IAmazonSimpleEmailService : IAmazonService, IDisposable
{
    /// <summary>Sends a message that the service composes.</summary>
    Task<SendEmailResponse> SendEmailAsync(SendEmailRequest request, CancellationToken cancellationToken = default);

    /// <summary>Sends a message that the caller composed, MIME parts and headers included.</summary>
    Task<SendRawEmailResponse> SendRawEmailAsync(SendRawEmailRequest request, CancellationToken cancellationToken = default);

    /// <summary>The address that the request would go to.</summary>
    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonSimpleEmailServiceConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        awsCredentials is null ? new AmazonSimpleEmailServiceClient((AmazonSimpleEmailServiceConfig)clientConfig) : new AmazonSimpleEmailServiceClient(awsCredentials, (AmazonSimpleEmailServiceConfig)clientConfig);
}
