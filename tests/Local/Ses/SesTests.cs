using Amazon.SimpleEmail;
using Amazon.SimpleEmail.Model;
using Local.Ses;
using Local.Tests.Endpoint;
using Local.Tests.Support;
using MimeKit;

namespace Local.Tests.Ses;

public sealed class SesTests(EndpointCloud fixture) : IClassFixture<EndpointCloud>, IDisposable
{
    private readonly AmazonSimpleEmailServiceClient ses = new(
        TestCloud.Developer,
        new AmazonSimpleEmailServiceConfig { ServiceURL = fixture.Cloud.AwsUrl.ToString(), AuthenticationRegion = "eu-west-1", MaxErrorRetry = 0 });

    [Fact]
    public async Task ARawEmail_ArrivesWithSubjectTextAndHtml_InAnyScript()
    {
        var message = Message("Willkommen, Jürgen 🎉");
        message.Body = new BodyBuilder { TextBody = "Dein Zugang: öffnen", HtmlBody = "<p>Dein Zugang: <b>öffnen</b> 🎉</p>" }.ToMessageBody();

        var email = await SendAsync(message);

        Assert.Equal("Willkommen, Jürgen 🎉", email.Subject);
        Assert.Equal("Dein Zugang: öffnen", email.Text);
        Assert.Equal("<p>Dein Zugang: <b>öffnen</b> 🎉</p>", email.Html);
        Assert.Equal(["buyer@example.com"], email.To);
        Assert.Contains("shop@example.com", email.From, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAttachment_IsNamed_AndIsNotTheText()
    {
        var builder = new BodyBuilder { TextBody = "See the receipt." };
        builder.Attachments.Add("receipt.txt", "total: 99.99"u8.ToArray(), new ContentType("text", "plain"));
        var message = Message("Receipt");
        message.Body = builder.ToMessageBody();

        var email = await SendAsync(message);

        Assert.Equal("See the receipt.", email.Text);
        Assert.Null(email.Html);
        Assert.Equal(["receipt.txt"], email.Attachments);
    }

    [Fact]
    public async Task TheMessageId_IsTheOneInTheOutbox_OnThePublicPort()
    {
        var message = Message("Hello");
        message.Body = new TextPart("plain") { Text = "Hello" };
        var email = await SendAsync(message);

        using var client = new HttpClient();
        Assert.Contains(email.Id, await client.GetStringAsync(new Uri(fixture.Cloud.PublicUrl, "/_local/outbox")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEmailWithoutSender_IsRefused()
    {
        var message = Message("Hello");
        message.From.Clear();
        message.Body = new TextPart("plain") { Text = "Hello" };

        var error = await Assert.ThrowsAnyAsync<AmazonSimpleEmailServiceException>(() => SendAsync(message));

        Assert.Equal("InvalidParameterValue", error.ErrorCode);
    }

    public void Dispose() => ses.Dispose();

    private static MimeMessage Message(string subject)
    {
        var message = new MimeMessage { Subject = subject };
        message.From.Add(new MailboxAddress("Der Laden", "shop@example.com"));
        message.To.Add(new MailboxAddress("Jürgen", "buyer@example.com"));
        return message;
    }

    private async Task<SentEmail> SendAsync(MimeMessage message)
    {
        using var raw = new MemoryStream();
        await message.WriteToAsync(raw);
        raw.Position = 0;
        var sent = await ses.SendRawEmailAsync(new SendRawEmailRequest { RawMessage = new RawMessage { Data = raw } });
        return fixture.Cloud.Services.GetRequiredService<Outbox>().Emails.Single(email => email.Id == sent.MessageId);
    }
}
