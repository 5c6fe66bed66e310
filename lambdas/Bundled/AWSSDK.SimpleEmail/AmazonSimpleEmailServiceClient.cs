#nullable disable
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.SimpleEmail.Internal;
using Amazon.SimpleEmail.Model;
using Bundled.Shared;

namespace Amazon.SimpleEmail;

/// <inheritdoc cref="IAmazonSimpleEmailService"/>
public class AmazonSimpleEmailServiceClient : AmazonServiceClient, IAmazonSimpleEmailService
{
    private static readonly ServiceMetadata Metadata = new(AmazonSimpleEmailServiceConfig.ServiceId);

    /// <summary>Takes credentials, region and endpoint from the environment.</summary>
    public AmazonSimpleEmailServiceClient()
        : base(new AmazonSimpleEmailServiceConfig())
    {
    }

    public AmazonSimpleEmailServiceClient(RegionEndpoint region)
        : base(new AmazonSimpleEmailServiceConfig { RegionEndpoint = region })
    {
    }

    public AmazonSimpleEmailServiceClient(AmazonSimpleEmailServiceConfig config)
        : base(config)
    {
    }

    public AmazonSimpleEmailServiceClient(AWSCredentials credentials)
        : base(credentials, new AmazonSimpleEmailServiceConfig())
    {
    }

    public AmazonSimpleEmailServiceClient(AWSCredentials credentials, RegionEndpoint region)
        : base(credentials, new AmazonSimpleEmailServiceConfig { RegionEndpoint = region })
    {
    }

    public AmazonSimpleEmailServiceClient(AWSCredentials credentials, AmazonSimpleEmailServiceConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    protected override IServiceMetadata ServiceMetadata => Metadata;

    public virtual Task<SendEmailResponse> SendEmailAsync(SendEmailRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<SendEmailResponse>(request, Operations.SendEmail.Options(), cancellationToken);

    public virtual Task<SendRawEmailResponse> SendRawEmailAsync(SendRawEmailRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<SendRawEmailResponse>(request, Operations.SendRawEmail.Options(), cancellationToken);

    public virtual Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
        Config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request));

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => ServicePipeline.Complete(pipeline);
}
