#nullable disable
using Amazon.Runtime;

namespace Amazon.SimpleEmail.Model;

/// <summary>Sends a message that the caller composed.</summary>
public class SendRawEmailRequest : AmazonSimpleEmailServiceRequest
{
    public SendRawEmailRequest()
    {
    }

    public SendRawEmailRequest(RawMessage rawMessage) => RawMessage = rawMessage;

    public string ConfigurationSetName { get; set; }

    /// <summary>The recipients; those of the message's headers when null.</summary>
    public List<string> Destinations { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string FromArn { get; set; }

    public RawMessage RawMessage { get; set; }

    public string ReturnPathArn { get; set; }

    /// <summary>The sender; that of the message's headers when null.</summary>
    public string Source { get; set; }

    public string SourceArn { get; set; }

    public List<MessageTag> Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}

public class SendRawEmailResponse : AmazonWebServiceResponse
{
    public string MessageId { get; set; }
}

/// <summary>A whole message with headers and MIME parts.</summary>
public class RawMessage
{
    public RawMessage()
    {
    }

    public RawMessage(MemoryStream data) => Data = data;

    /// <summary>The message as it goes out, not base64-encoded.</summary>
    public MemoryStream Data { get; set; }
}

/// <summary>A name and value that the sending events carry.</summary>
public class MessageTag
{
    public string Name { get; set; }

    public string Value { get; set; }
}
