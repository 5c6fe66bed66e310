#nullable disable
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.DynamoDBStreams.Internal;
using Amazon.DynamoDBStreams.Model;
using Bundled.Shared;

namespace Amazon.DynamoDBStreams;

/// <inheritdoc cref="IAmazonDynamoDBStreams"/>
public class AmazonDynamoDBStreamsClient : AmazonServiceClient, IAmazonDynamoDBStreams
{
    private static readonly ServiceMetadata Metadata = new(AmazonDynamoDBStreamsConfig.ServiceId);

    /// <summary>Takes credentials, region and endpoint from the environment.</summary>
    public AmazonDynamoDBStreamsClient()
        : base(new AmazonDynamoDBStreamsConfig())
    {
    }

    public AmazonDynamoDBStreamsClient(RegionEndpoint region)
        : base(new AmazonDynamoDBStreamsConfig { RegionEndpoint = region })
    {
    }

    public AmazonDynamoDBStreamsClient(AmazonDynamoDBStreamsConfig config)
        : base(config)
    {
    }

    public AmazonDynamoDBStreamsClient(AWSCredentials credentials)
        : base(credentials, new AmazonDynamoDBStreamsConfig())
    {
    }

    public AmazonDynamoDBStreamsClient(AWSCredentials credentials, RegionEndpoint region)
        : base(credentials, new AmazonDynamoDBStreamsConfig { RegionEndpoint = region })
    {
    }

    public AmazonDynamoDBStreamsClient(AWSCredentials credentials, AmazonDynamoDBStreamsConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    protected override IServiceMetadata ServiceMetadata => Metadata;

    public virtual Task<DescribeStreamResponse> DescribeStreamAsync(DescribeStreamRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeStreamResponse>(request, Operations.DescribeStream.Options(), cancellationToken);

    public virtual Task<GetRecordsResponse> GetRecordsAsync(GetRecordsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetRecordsResponse>(request, Operations.GetRecords.Options(), cancellationToken);

    public virtual Task<GetShardIteratorResponse> GetShardIteratorAsync(GetShardIteratorRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetShardIteratorResponse>(request, Operations.GetShardIterator.Options(), cancellationToken);

    public virtual Task<ListStreamsResponse> ListStreamsAsync(ListStreamsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListStreamsResponse>(request, Operations.ListStreams.Options(), cancellationToken);

    public virtual Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
        Config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request));

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => ServicePipeline.Complete(pipeline);
}
