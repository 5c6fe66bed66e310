using Amazon.SimpleEmail.Model;
using Bundled.Shared.Query;

namespace Amazon.SimpleEmail.Internal;

/// <summary>The operations in the form they have on the wire (AWS Query).</summary>
internal static class Operations
{
    private static readonly QueryService Service = new("Amazon.SimpleEmail", "2010-12-01", Errors.Factory);

    internal static QueryOperation<SendRawEmailRequest, SendRawEmailResponse> SendRawEmail { get; } = new(
        Service,
        nameof(SendRawEmail),
        (form, request) =>
        {
            form.Text("ConfigurationSetName", request.ConfigurationSetName);
            form.List("Destinations", request.Destinations);
            form.Text("FromArn", request.FromArn);
            form.Structure("RawMessage", request.RawMessage, (fields, message) => fields.Blob("Data", message.Data));
            form.Text("ReturnPathArn", request.ReturnPathArn);
            form.Text("Source", request.Source);
            form.Text("SourceArn", request.SourceArn);
            form.List("Tags", request.Tags, WriteTag);
        },
        xml => new() { MessageId = xml.Text("MessageId") });

    internal static QueryOperation<SendEmailRequest, SendEmailResponse> SendEmail { get; } = new(
        Service,
        nameof(SendEmail),
        (form, request) =>
        {
            form.Text("ConfigurationSetName", request.ConfigurationSetName);
            form.Structure("Destination", request.Destination, (fields, destination) =>
            {
                fields.List("BccAddresses", destination.BccAddresses);
                fields.List("CcAddresses", destination.CcAddresses);
                fields.List("ToAddresses", destination.ToAddresses);
            });
            form.Structure("Message", request.Message, (fields, message) =>
            {
                fields.Structure("Body", message.Body, (parts, body) =>
                {
                    parts.Structure("Html", body.Html, WriteContent);
                    parts.Structure("Text", body.Text, WriteContent);
                });
                fields.Structure("Subject", message.Subject, WriteContent);
            });
            form.List("ReplyToAddresses", request.ReplyToAddresses);
            form.Text("ReturnPath", request.ReturnPath);
            form.Text("ReturnPathArn", request.ReturnPathArn);
            form.Text("Source", request.Source);
            form.Text("SourceArn", request.SourceArn);
            form.List("Tags", request.Tags, WriteTag);
        },
        xml => new() { MessageId = xml.Text("MessageId") });

    private static void WriteContent(QueryForm form, Content content)
    {
        form.Text("Charset", content.Charset);
        form.Text("Data", content.Data);
    }

    private static void WriteTag(QueryForm form, MessageTag tag)
    {
        form.Text("Name", tag.Name);
        form.Text("Value", tag.Value);
    }
}
