#nullable disable
using Amazon.Runtime;

namespace Amazon.SimpleNotificationService.Model;

/// <summary>Sends a message to a topic, an endpoint or a phone number.</summary>
public class PublishRequest : AmazonSimpleNotificationServiceRequest
{
    public PublishRequest()
    {
    }

    public PublishRequest(string topicArn, string message)
    {
        TopicArn = topicArn;
        Message = message;
    }

    public PublishRequest(string topicArn, string message, string subject)
        : this(topicArn, message) => Subject = subject;

    /// <summary>At most 262,144 bytes of UTF-8, the attributes counted in.</summary>
    public string Message { get; set; }

    public Dictionary<string, MessageAttributeValue> MessageAttributes { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string MessageDeduplicationId { get; set; }

    public string MessageGroupId { get; set; }

    /// <summary><c>json</c> when <see cref="Message"/> holds one text per protocol.</summary>
    public string MessageStructure { get; set; }

    public string PhoneNumber { get; set; }

    public string Subject { get; set; }

    public string TargetArn { get; set; }

    public string TopicArn { get; set; }
}

public class PublishResponse : AmazonWebServiceResponse
{
    public string MessageId { get; set; }

    /// <summary>For FIFO topics only.</summary>
    public string SequenceNumber { get; set; }
}

/// <summary>The value of a message attribute: text or bytes, as <see cref="DataType"/> says.</summary>
public class MessageAttributeValue
{
    public MemoryStream BinaryValue { get; set; }

    /// <summary><c>String</c>, <c>String.Array</c>, <c>Number</c> or <c>Binary</c>.</summary>
    public string DataType { get; set; }

    public string StringValue { get; set; }
}
