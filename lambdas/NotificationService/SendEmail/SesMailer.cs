using Amazon.SimpleEmail;
using Amazon.SimpleEmail.Model;
using MimeKit;

namespace NotificationService.SendEmail;

/// <summary>Sends letters through Amazon SES as multipart/alternative messages (RFC 2046, section 5.1.4).</summary>
public sealed class SesMailer(IAmazonSimpleEmailService ses) : IMailer
{
    public async Task<string> SendAsync(Letter letter, CancellationToken cancellation)
    {
        using var message = new MimeMessage();
        message.From.Add(MailboxAddress.Parse(letter.From));
        message.To.Add(MailboxAddress.Parse(letter.To));
        message.Subject = letter.Subject;
        message.Body = new BodyBuilder { TextBody = letter.Text, HtmlBody = letter.Html }.ToMessageBody();

        using var data = new MemoryStream();
        await message.WriteToAsync(data, cancellation);
        data.Position = 0;
        var answer = await ses.SendRawEmailAsync(
            new SendRawEmailRequest { Source = letter.From, Destinations = [letter.To], RawMessage = new RawMessage(data) }, cancellation);
        return answer.MessageId;
    }
}
