using System.Text;
using Amazon.SimpleEmail;
using Amazon.SimpleEmail.Model;
using Tests.Bundled.Support;

namespace Tests.Bundled.Clients;

public sealed class SimpleEmailTests
{
    private const string Sent =
        """<SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><SendRawEmailResult><MessageId>m-1</MessageId></SendRawEmailResult></SendRawEmailResponse>""";

    [Fact]
    public async Task SendRawEmail_OnTheWire_CarriesTheMessageAsBase64()
    {
        await using var endpoint = await AwsEndpoint.StartAsync(CannedAnswer.Xml(Sent));
        using var client = Client(endpoint);

        var sent = await client.SendRawEmailAsync(new SendRawEmailRequest(new RawMessage(new MemoryStream(Encoding.UTF8.GetBytes("Subject: Ünï\r\n\r\n>>>"))))
        {
            Source = "shop@example.com",
            Destinations = ["a@example.com", "b@example.com"],
            Tags = [new() { Name = "kind", Value = "welcome" }],
        });

        Assert.Equal("m-1", sent.MessageId);
        var request = Assert.Single(endpoint.Requests);
        Assert.Equal(
            [
                "Action=SendRawEmail",
                "Destinations.member.1=a%40example.com",
                "Destinations.member.2=b%40example.com",
                "RawMessage.Data=U3ViamVjdDogw5xuw68NCg0KPj4%2B",
                "Source=shop%40example.com",
                "Tags.member.1.Name=kind",
                "Tags.member.1.Value=welcome",
                "Version=2010-12-01",
            ],
            request.Text.Split('&').Order(StringComparer.Ordinal));
        SignatureVersion4.AssertSigned(request, "eu-west-1", "ses");
    }

    [Fact]
    public async Task SendEmail_OnTheWire_NestsItsFields()
    {
        await using var endpoint = await AwsEndpoint.StartAsync(CannedAnswer.Xml(Sent.Replace("Raw", "", StringComparison.Ordinal)));
        using var client = Client(endpoint);

        var sent = await client.SendEmailAsync(new SendEmailRequest(
            "shop@example.com",
            new Destination(["a@example.com"]),
            new Message(new Content("Hi"), new Body { Html = new Content("<p>") { Charset = "UTF-8" }, Text = new Content("t") })));

        Assert.Equal("m-1", sent.MessageId);
        Assert.Equal(
            [
                "Action=SendEmail",
                "Destination.ToAddresses.member.1=a%40example.com",
                "Message.Body.Html.Charset=UTF-8",
                "Message.Body.Html.Data=%3Cp%3E",
                "Message.Body.Text.Data=t",
                "Message.Subject.Data=Hi",
                "Source=shop%40example.com",
                "Version=2010-12-01",
            ],
            endpoint.Requests.Single().Text.Split('&').Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Error_OfARejectedMessage_IsTheTypedException()
    {
        await using var endpoint = await AwsEndpoint.StartAsync(CannedAnswer.Xml(
            """<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type><Code>MessageRejected</Code><Message>Not verified</Message></Error></ErrorResponse>""",
            400));
        using var client = Client(endpoint);

        var thrown = await Assert.ThrowsAsync<MessageRejectedException>(
            () => client.SendRawEmailAsync(new SendRawEmailRequest(new RawMessage(new MemoryStream()))));

        Assert.Equal("Not verified", thrown.Message);
    }

    private static AmazonSimpleEmailServiceClient Client(AwsEndpoint endpoint) =>
        new(AwsEndpoint.Credentials, endpoint.Configure(new AmazonSimpleEmailServiceConfig()));
}
