using System.Xml.Linq;
using Amazon.SimpleNotificationService.Model;
using Bundled.Shared.Query;

namespace Amazon.SimpleNotificationService.Internal;

/// <summary>The operations in the form they have on the wire (AWS Query).</summary>
internal static class Operations
{
    private static readonly QueryService Service = new("Amazon.SimpleNotificationService", "2010-03-31", Errors.Factory);

    internal static QueryOperation<PublishRequest, PublishResponse> Publish { get; } = new(
        Service,
        nameof(Publish),
        (form, request) =>
        {
            form.Text("Message", request.Message);
            form.Map("MessageAttributes", request.MessageAttributes, "Name", "Value", WriteAttribute);
            form.Text("MessageDeduplicationId", request.MessageDeduplicationId);
            form.Text("MessageGroupId", request.MessageGroupId);
            form.Text("MessageStructure", request.MessageStructure);
            form.Text("PhoneNumber", request.PhoneNumber);
            form.Text("Subject", request.Subject);
            form.Text("TargetArn", request.TargetArn);
            form.Text("TopicArn", request.TopicArn);
        },
        xml => new() { MessageId = xml.Text("MessageId"), SequenceNumber = xml.Text("SequenceNumber") });

    internal static QueryOperation<PublishBatchRequest, PublishBatchResponse> PublishBatch { get; } = new(
        Service,
        nameof(PublishBatch),
        (form, request) =>
        {
            form.List("PublishBatchRequestEntries", request.PublishBatchRequestEntries, WriteEntry);
            form.Text("TopicArn", request.TopicArn);
        },
        xml => new() { Failed = xml.List("Failed", ReadFailure), Successful = xml.List("Successful", ReadSuccess) });

    internal static QueryOperation<CreateTopicRequest, CreateTopicResponse> CreateTopic { get; } = new(
        Service,
        nameof(CreateTopic),
        (form, request) =>
        {
            form.Map("Attributes", request.Attributes, "key", "value", (entry, name, value) => entry.Text(name, value));
            form.Text("Name", request.Name);
            form.List("Tags", request.Tags, (entry, tag) =>
            {
                entry.Text("Key", tag.Key);
                entry.Text("Value", tag.Value);
            });
        },
        xml => new() { TopicArn = xml.Text("TopicArn") });

    internal static QueryOperation<SubscribeRequest, SubscribeResponse> Subscribe { get; } = new(
        Service,
        nameof(Subscribe),
        (form, request) =>
        {
            form.Map("Attributes", request.Attributes, "key", "value", (entry, name, value) => entry.Text(name, value));
            form.Text("Endpoint", request.Endpoint);
            form.Text("Protocol", request.Protocol);
            form.Flag("ReturnSubscriptionArn", request.ReturnSubscriptionArn);
            form.Text("TopicArn", request.TopicArn);
        },
        xml => new() { SubscriptionArn = xml.Text("SubscriptionArn") });

    internal static QueryOperation<SetSubscriptionAttributesRequest, SetSubscriptionAttributesResponse> SetSubscriptionAttributes { get; } = new(
        Service,
        nameof(SetSubscriptionAttributes),
        (form, request) =>
        {
            form.Text("AttributeName", request.AttributeName);
            form.Text("AttributeValue", request.AttributeValue);
            form.Text("SubscriptionArn", request.SubscriptionArn);
        },
        _ => new());

    private static void WriteAttribute(QueryForm form, string name, MessageAttributeValue value) =>
        form.Structure(name, value, (fields, attribute) =>
        {
            fields.Blob("BinaryValue", attribute.BinaryValue);
            fields.Text("DataType", attribute.DataType);
            fields.Text("StringValue", attribute.StringValue);
        });

    private static void WriteEntry(QueryForm form, PublishBatchRequestEntry entry)
    {
        form.Text("Id", entry.Id);
        form.Text("Message", entry.Message);
        form.Map("MessageAttributes", entry.MessageAttributes, "Name", "Value", WriteAttribute);
        form.Text("MessageDeduplicationId", entry.MessageDeduplicationId);
        form.Text("MessageGroupId", entry.MessageGroupId);
        form.Text("MessageStructure", entry.MessageStructure);
        form.Text("Subject", entry.Subject);
    }

    private static BatchResultErrorEntry ReadFailure(XElement xml) => new()
    {
        Code = xml.Text("Code"),
        Id = xml.Text("Id"),
        Message = xml.Text("Message"),
        SenderFault = xml.Flag("SenderFault"),
    };

    private static PublishBatchResultEntry ReadSuccess(XElement xml) => new()
    {
        Id = xml.Text("Id"),
        MessageId = xml.Text("MessageId"),
        SequenceNumber = xml.Text("SequenceNumber"),
    };
}
