#nullable disable
using Amazon.Runtime;

namespace Amazon.DynamoDBStreams.Model;

/// <summary>Asks for an iterator at a position in a shard.</summary>
public class GetShardIteratorRequest : AmazonDynamoDBStreamsRequest
{
    /// <summary>For the types that begin at or after a sequence number.</summary>
    public string SequenceNumber { get; set; }

    public string ShardId { get; set; }

    public ShardIteratorType ShardIteratorType { get; set; }

    public string StreamArn { get; set; }
}

public class GetShardIteratorResponse : AmazonWebServiceResponse
{
    public string ShardIterator { get; set; }
}

/// <summary>Reads the records at an iterator.</summary>
public class GetRecordsRequest : AmazonDynamoDBStreamsRequest
{
    /// <summary>At most 1000; 1000 when null.</summary>
    public int? Limit { get; set; }

    public string ShardIterator { get; set; }
}

public class GetRecordsResponse : AmazonWebServiceResponse
{
    /// <summary>Where reading goes on, or null when the shard is closed and read to its end.</summary>
    public string NextShardIterator { get; set; }

    public List<Record> Records { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}

/// <summary>One change of one item.</summary>
public class Record
{
    public string AwsRegion { get; set; }

    public StreamRecord Dynamodb { get; set; }

    public string EventID { get; set; }

    public OperationType EventName { get; set; }

    public string EventSource { get; set; }

    public string EventVersion { get; set; }

    /// <summary>Who deleted the item, when it was the service (time to live).</summary>
    public Identity UserIdentity { get; set; }
}

public class Identity
{
    public string PrincipalId { get; set; }

    public string Type { get; set; }
}

/// <summary>The item before and after the change, as far as the stream's view type has them.</summary>
public class StreamRecord
{
    public DateTime? ApproximateCreationDateTime { get; set; }

    public Dictionary<string, AttributeValue> Keys { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public Dictionary<string, AttributeValue> NewImage { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public Dictionary<string, AttributeValue> OldImage { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string SequenceNumber { get; set; }

    public long? SizeBytes { get; set; }

    public StreamViewType StreamViewType { get; set; }
}
