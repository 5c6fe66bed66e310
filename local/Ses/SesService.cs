using Local.Endpoint;
using Microsoft.Extensions.Primitives;
using MimeKit;

namespace Local.Ses;

/// <summary>Sends e-mails into the outbox (Amazon SES API Reference, version 2010-12-01, Query protocol).</summary>
public sealed class SesService(Outbox outbox) : IAwsService
{
    public string SigningName => "ses";

    public async Task HandleAsync(AwsCall call)
    {
        if (call.Operation is not ("SendRawEmail" or "SendEmail"))
        {
            await AwsErrors.WriteUnsupportedAsync(call.Http, AwsRequests.ProtocolOf(call.Http.Request, SigningName), SigningName, call.Operation);
            return;
        }
        var form = call.Form();
        try
        {
            var (message, destinations) = call.Operation == "SendEmail"
                ? (Simple(form), [])
                : (Raw(form), Members(form, "Destinations.member."));
            if (message.From.Count == 0)
                throw new AwsServiceException("InvalidParameterValue", "Missing required header 'From'.");
            if (destinations.Count == 0 && !message.GetRecipients().Any())
                throw new AwsServiceException("InvalidParameterValue", "Missing final recipients.");
            await AnswerAsync(call, outbox.Send(message, destinations));
        }
        catch (AwsServiceException exception)
        {
            await AwsErrors.WriteAsync(call.Http, AwsProtocol.Query, exception.Code, exception.Message, exception.Status);
        }
    }

    private static MimeMessage Raw(Dictionary<string, StringValues> form)
    {
        var encoded = form.GetValueOrDefault("RawMessage.Data").ToString();
        var bytes = new byte[encoded.Length];
        if (encoded.Length == 0 || !Convert.TryFromBase64String(encoded, bytes, out var length))
            throw new AwsServiceException("InvalidParameterValue", "RawMessage.Data isn't base64.");
        using var stream = new MemoryStream(bytes, 0, length);
        try
        {
            return MimeMessage.Load(stream);
        }
        catch (FormatException exception)
        {
            throw new AwsServiceException("InvalidParameterValue", exception.Message);
        }
    }

    private static MimeMessage Simple(Dictionary<string, StringValues> form)
    {
        var message = new MimeMessage();
        Add(message.From, [form.GetValueOrDefault("Source").ToString()]);
        Add(message.To, Members(form, "Destination.ToAddresses.member."));
        Add(message.Cc, Members(form, "Destination.CcAddresses.member."));
        Add(message.Bcc, Members(form, "Destination.BccAddresses.member."));
        message.Subject = form.GetValueOrDefault("Message.Subject.Data").ToString();
        message.Body = new BodyBuilder
        {
            TextBody = form.GetValueOrDefault("Message.Body.Text.Data"),
            HtmlBody = form.GetValueOrDefault("Message.Body.Html.Data"),
        }.ToMessageBody();
        return message;
    }

    private static void Add(InternetAddressList list, IEnumerable<string> addresses)
    {
        foreach (var address in addresses)
        {
            list.Add(MailboxAddress.TryParse(address, out var mailbox)
                ? mailbox
                : throw new AwsServiceException("InvalidParameterValue", "An address isn't valid."));
        }
    }

    private static List<string> Members(Dictionary<string, StringValues> form, string prefix) =>
        [.. form.Where(field => field.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(field => field.Value.ToString())];

    private static Task AnswerAsync(AwsCall call, string messageId)
    {
        call.Http.Response.ContentType = "text/xml";
        return call.Http.Response.WriteAsync(
            $"<{call.Operation}Response xmlns=\"http://ses.amazonaws.com/doc/2010-12-01/\"><{call.Operation}Result><MessageId>{messageId}</MessageId>" +
            $"</{call.Operation}Result><ResponseMetadata><RequestId>{Guid.NewGuid()}</RequestId></ResponseMetadata></{call.Operation}Response>");
    }
}
