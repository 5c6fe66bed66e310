#nullable disable
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.DynamoDBStreams.Model;

namespace Amazon.DynamoDBStreams;

/// <summary>Amazon DynamoDB Streams.</summary>
public interface IAmazonDynamoDBStreams : IAmazonService, IDisposable
{
    /// <summary>Describes a stream and its shards, a page at a time.</summary>
    Task<DescribeStreamResponse> DescribeStreamAsync(DescribeStreamRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads the records at a shard iterator: at most 1000, at most 1 MiB.</summary>
    Task<GetRecordsResponse> GetRecordsAsync(GetRecordsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Gets an iterator, valid for 15 minutes, at a position in a shard.</summary>
    Task<GetShardIteratorResponse> GetShardIteratorAsync(GetShardIteratorRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the streams of the account or of one table, a page at a time.</summary>
    Task<ListStreamsResponse> ListStreamsAsync(ListStreamsRequest request, CancellationToken cancellationToken = default);

    /// <summary>The address that the request would go to.</summary>
    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonDynamoDBStreamsConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        awsCredentials is null ? new AmazonDynamoDBStreamsClient((AmazonDynamoDBStreamsConfig)clientConfig) : new AmazonDynamoDBStreamsClient(awsCredentials, (AmazonDynamoDBStreamsConfig)clientConfig);
}
