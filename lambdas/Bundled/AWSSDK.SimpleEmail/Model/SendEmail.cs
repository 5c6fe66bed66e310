#nullable disable
using Amazon.Runtime;

namespace Amazon.SimpleEmail.Model;

/// <summary>Sends a message that the service composes.</summary>
public class SendEmailRequest : AmazonSimpleEmailServiceRequest
{
    public SendEmailRequest()
    {
    }

    public SendEmailRequest(string source, Destination destination, Message message)
    {
        Source = source;
        Destination = destination;
        Message = message;
    }

    public string ConfigurationSetName { get; set; }

    public Destination Destination { get; set; }

    public Message Message { get; set; }

    public List<string> ReplyToAddresses { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string ReturnPath { get; set; }

    public string ReturnPathArn { get; set; }

    public string Source { get; set; }

    public string SourceArn { get; set; }

    public List<MessageTag> Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}

public class SendEmailResponse : AmazonWebServiceResponse
{
    public string MessageId { get; set; }
}

/// <summary>The recipients of a message, 50 at most.</summary>
public class Destination
{
    public Destination()
    {
    }

    public Destination(List<string> toAddresses) => ToAddresses = toAddresses;

    public List<string> BccAddresses { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<string> CcAddresses { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<string> ToAddresses { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}

public class Message
{
    public Message()
    {
    }

    public Message(Content subject, Body body)
    {
        Subject = subject;
        Body = body;
    }

    public Body Body { get; set; }

    public Content Subject { get; set; }
}

/// <summary>The body of a message, as text, as HTML, or both.</summary>
public class Body
{
    public Body()
    {
    }

    public Body(Content text) => Text = text;

    public Content Html { get; set; }

    public Content Text { get; set; }
}

public class Content
{
    public Content()
    {
    }

    public Content(string data) => Data = data;

    /// <summary>For instance <c>UTF-8</c>; 7-bit ASCII when null.</summary>
    public string Charset { get; set; }

    public string Data { get; set; }
}
