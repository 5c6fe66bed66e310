#nullable disable
using Amazon.Runtime;

namespace Amazon.DynamoDBStreams.Model;

/// <summary>Lists the streams of the account, or of one table.</summary>
public class ListStreamsRequest : AmazonDynamoDBStreamsRequest
{
    /// <summary>The stream after which the page begins.</summary>
    public string ExclusiveStartStreamArn { get; set; }

    /// <summary>The size of a page, at most 100; 100 when null.</summary>
    public int? Limit { get; set; }

    public string TableName { get; set; }
}

public class ListStreamsResponse : AmazonWebServiceResponse
{
    /// <summary>The last stream of this page, or null on the last page.</summary>
    public string LastEvaluatedStreamArn { get; set; }

    public List<StreamSummary> Streams { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}

public class StreamSummary
{
    public string StreamArn { get; set; }

    public string StreamLabel { get; set; }

    public string TableName { get; set; }
}
