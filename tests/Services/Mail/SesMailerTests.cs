using System.Net;
using Amazon.Runtime;
using Amazon.SimpleEmail;
using Amazon.SimpleEmail.Model;
using Mail;
using MimeKit;

namespace Services.Tests.Mail;

public class SesMailerTests
{
    private readonly RecordingSes ses = new();

    [Fact]
    public async Task Letter_IsOneMessageInTwoForms_ToOneRecipient()
    {
        Assert.Equal("message-1", await SendAsync("Your link to sign in"));

        var message = Assert.Single(ses.Messages);
        Assert.Equal(["new.user@example.com"], message.To.Mailboxes.Select(to => to.Address));
        Assert.Equal(["text/plain", "text/html"], message.BodyParts.Select(part => part.ContentType.MimeType));
        Assert.Equal(("text", "<p>html</p>"), (message.TextBody?.Trim(), message.HtmlBody?.Trim()));
        Assert.Equal(["new.user@example.com"], Assert.Single(ses.Requests).Destinations);
    }

    /// <summary>A product's name may come from an event: it must not be able to add a recipient, nor a second body.</summary>
    [Theory]
    [InlineData("Welcome\r\nBcc: victim@example.com")]
    [InlineData("Welcome\nBcc: victim@example.com")]
    [InlineData("Welcome\rBcc: victim@example.com")]
    [InlineData("Welcome\r\n\r\n<p>another body</p>")]
    [InlineData("Welcome \u2028 Bcc: victim@example.com")]
    [InlineData("Wëlcome\r\nBcc: victim@example.com")]
    public async Task LineBreaksInTheSubject_AddNoHeaderAndNoBody(string subject)
    {
        await SendAsync(subject);

        var message = Assert.Single(ses.Messages);
        Assert.Empty(message.Bcc);
        Assert.Empty(message.Cc);
        Assert.Equal("text", message.TextBody?.Trim());
        Assert.Equal(["new.user@example.com"], message.To.Mailboxes.Select(to => to.Address));
    }

    [Theory]
    [InlineData("new.user@example.com\r\nBcc: victim@example.com")]
    [InlineData("new.user@example.com, victim@example.com")]
    [InlineData("new.user@example.com;victim@example.com")]
    public async Task RecipientThatIsMoreThanOneAddress_IsRefused(string to)
    {
        await Assert.ThrowsAnyAsync<Exception>(() => SendAsync("Hello", to));
        Assert.Empty(ses.Messages);
    }

    [Fact]
    public async Task Refusal_IsPassedOn_WithoutTheAddressThatSesNames()
    {
        ses.Refusal = new AmazonSimpleEmailServiceException(
            "Email address is not verified: new.user@example.com", null, ErrorType.Sender, "MessageRejected", "request-1",
            HttpStatusCode.BadRequest);

        var error = await Assert.ThrowsAsync<LetterRefusedException>(() => SendAsync("Hello"));
        Assert.Contains("MessageRejected", error.Message);
        Assert.DoesNotContain("@", error.ToString());
    }

    private Task<string> SendAsync(string subject, string to = "new.user@example.com") => new SesMailer(ses).SendAsync(
        new Letter("test", "shop@example.com", to, subject, "text", "<p>html</p>"), default);

    /// <summary>Stands for SES, and reads a message as mail programs do.</summary>
    private sealed class RecordingSes() : AmazonSimpleEmailServiceClient(
        new BasicAWSCredentials("key", "secret"), new AmazonSimpleEmailServiceConfig { ServiceURL = "http://127.0.0.1:1" })
    {
        public List<SendRawEmailRequest> Requests { get; } = [];

        public List<MimeMessage> Messages { get; } = [];

        public Exception? Refusal { get; set; }

        public override Task<SendRawEmailResponse> SendRawEmailAsync(
            SendRawEmailRequest request, CancellationToken cancellationToken = default)
        {
            if (Refusal is not null)
                throw Refusal;
            Requests.Add(request);
            Messages.Add(MimeMessage.Load(request.RawMessage.Data, CancellationToken.None));
            return Task.FromResult(new SendRawEmailResponse { MessageId = $"message-{Requests.Count}" });
        }
    }
}
