#nullable disable
using Amazon.Runtime;

namespace Amazon.SimpleNotificationService.Model;

/// <summary>Sends up to ten messages to a topic.</summary>
public class PublishBatchRequest : AmazonSimpleNotificationServiceRequest
{
    public List<PublishBatchRequestEntry> PublishBatchRequestEntries { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string TopicArn { get; set; }
}

public class PublishBatchRequestEntry
{
    /// <summary>Unique in the batch; the answer names it.</summary>
    public string Id { get; set; }

    public string Message { get; set; }

    public Dictionary<string, MessageAttributeValue> MessageAttributes { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string MessageDeduplicationId { get; set; }

    public string MessageGroupId { get; set; }

    public string MessageStructure { get; set; }

    public string Subject { get; set; }
}

/// <summary>The fate of each entry: it is in exactly one of the lists.</summary>
public class PublishBatchResponse : AmazonWebServiceResponse
{
    public List<BatchResultErrorEntry> Failed { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<PublishBatchResultEntry> Successful { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}

public class PublishBatchResultEntry
{
    public string Id { get; set; }

    public string MessageId { get; set; }

    public string SequenceNumber { get; set; }
}

public class BatchResultErrorEntry
{
    public string Code { get; set; }

    public string Id { get; set; }

    public string Message { get; set; }

    /// <summary>True when the request was at fault, not the service.</summary>
    public bool? SenderFault { get; set; }
}
