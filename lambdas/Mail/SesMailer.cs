using Amazon.SimpleEmail;
using Amazon.SimpleEmail.Model;
using MimeKit;

namespace Mail;

/// <summary>Hands letters to the mail service.</summary>
public interface IMailer
{
    /// <returns>The mail service's identifier of the message.</returns>
    /// <exception cref="LetterRefusedException">The mail service does not take it.</exception>
    Task<string> SendAsync(Letter letter, CancellationToken cancellation);
}

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
        try
        {
            var request = new SendRawEmailRequest { Source = letter.From, Destinations = [letter.To], RawMessage = new RawMessage(data) };
            return (await ses.SendRawEmailAsync(request, cancellation)).MessageId;
        }
        catch (AmazonSimpleEmailServiceException e)
        {
            // Neither message nor inner exception: SES names the addresses that it refuses, and exceptions are logged.
            throw new LetterRefusedException(e.ErrorCode);
        }
    }
}

/// <summary>The mail service did not take a letter.</summary>
/// <param name="errorCode">Its error code, for instance <c>MessageRejected</c>.</param>
public sealed class LetterRefusedException(string errorCode) : Exception($"The mail service refused the letter: {errorCode}");
