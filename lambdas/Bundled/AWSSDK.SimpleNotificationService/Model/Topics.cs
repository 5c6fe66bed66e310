#nullable disable
using Amazon.Runtime;

namespace Amazon.SimpleNotificationService.Model;

/// <summary>Creates a topic, or finds the one of this name.</summary>
public class CreateTopicRequest : AmazonSimpleNotificationServiceRequest
{
    public CreateTopicRequest()
    {
    }

    public CreateTopicRequest(string name) => Name = name;

    public Dictionary<string, string> Attributes { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string Name { get; set; }

    public List<Tag> Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}

public class CreateTopicResponse : AmazonWebServiceResponse
{
    public string TopicArn { get; set; }
}

public class Tag
{
    public string Key { get; set; }

    public string Value { get; set; }
}

/// <summary>Subscribes an endpoint to a topic.</summary>
public class SubscribeRequest : AmazonSimpleNotificationServiceRequest
{
    public SubscribeRequest()
    {
    }

    public SubscribeRequest(string topicArn, string protocol, string endpoint)
    {
        TopicArn = topicArn;
        Protocol = protocol;
        Endpoint = endpoint;
    }

    /// <summary>For instance <c>FilterPolicy</c> and <c>RawMessageDelivery</c>.</summary>
    public Dictionary<string, string> Attributes { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>For the protocol <c>sqs</c> the queue's ARN.</summary>
    public string Endpoint { get; set; }

    public string Protocol { get; set; }

    public bool? ReturnSubscriptionArn { get; set; }

    public string TopicArn { get; set; }
}

public class SubscribeResponse : AmazonWebServiceResponse
{
    public string SubscriptionArn { get; set; }
}

/// <summary>Changes one attribute of a subscription.</summary>
public class SetSubscriptionAttributesRequest : AmazonSimpleNotificationServiceRequest
{
    public SetSubscriptionAttributesRequest()
    {
    }

    public SetSubscriptionAttributesRequest(string subscriptionArn, string attributeName, string attributeValue)
    {
        SubscriptionArn = subscriptionArn;
        AttributeName = attributeName;
        AttributeValue = attributeValue;
    }

    public string AttributeName { get; set; }

    public string AttributeValue { get; set; }

    public string SubscriptionArn { get; set; }
}

public class SetSubscriptionAttributesResponse : AmazonWebServiceResponse;
