#nullable disable
using Amazon.Runtime;

namespace Amazon.DynamoDBStreams.Model;

/// <summary>Asks for a stream and its shards.</summary>
public class DescribeStreamRequest : AmazonDynamoDBStreamsRequest
{
    /// <summary>The shard after which the page begins.</summary>
    public string ExclusiveStartShardId { get; set; }

    /// <summary>The size of a page, at most 100; 100 when null.</summary>
    public int? Limit { get; set; }

    public string StreamArn { get; set; }
}

public class DescribeStreamResponse : AmazonWebServiceResponse
{
    public StreamDescription StreamDescription { get; set; }
}

public class StreamDescription
{
    public DateTime? CreationRequestDateTime { get; set; }

    public List<KeySchemaElement> KeySchema { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The last shard of this page, or null on the last page.</summary>
    public string LastEvaluatedShardId { get; set; }

    public List<Shard> Shards { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string StreamArn { get; set; }

    public string StreamLabel { get; set; }

    public StreamStatus StreamStatus { get; set; }

    public StreamViewType StreamViewType { get; set; }

    public string TableName { get; set; }
}

public class KeySchemaElement
{
    public string AttributeName { get; set; }

    public KeyType KeyType { get; set; }
}

/// <summary>A run of records; a closed one has an ending sequence number.</summary>
public class Shard
{
    public string ParentShardId { get; set; }

    public SequenceNumberRange SequenceNumberRange { get; set; }

    public string ShardId { get; set; }
}

public class SequenceNumberRange
{
    public string EndingSequenceNumber { get; set; }

    public string StartingSequenceNumber { get; set; }
}
