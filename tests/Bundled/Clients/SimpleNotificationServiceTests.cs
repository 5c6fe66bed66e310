using System.Net;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using Tests.Bundled.Support;

namespace Tests.Bundled.Clients;

public sealed class SimpleNotificationServiceTests
{
    private const string Topic = "arn:aws:sns:eu-west-1:000000000000:purchase-events";
    private const string TopicField = "TopicArn=arn%3Aaws%3Asns%3Aeu-west-1%3A000000000000%3Apurchase-events";

    public static TheoryData<string, Func<IAmazonSimpleNotificationService, Task>> Operations => new()
    {
        {
            "Action=Publish&Message=Zo%C3%AB%20%F0%9F%8E%81%20%2A%27%28%29%21~%20%25%2B%26%3D"
                + "&MessageAttributes.entry.1.Name=eventName&MessageAttributes.entry.1.Value.DataType=String&MessageAttributes.entry.1.Value.StringValue=UserCreated"
                + "&MessageAttributes.entry.2.Name=blob&MessageAttributes.entry.2.Value.BinaryValue=AP8%2B&MessageAttributes.entry.2.Value.DataType=Binary"
                + $"&Subject=s&{TopicField}&Version=2010-03-31",
            client => client.PublishAsync(new PublishRequest
            {
                TopicArn = Topic,
                Message = "Zoë 🎁 *'()!~ %+&=",
                Subject = "s",
                MessageAttributes = new()
                {
                    ["eventName"] = new() { DataType = "String", StringValue = "UserCreated" },
                    ["blob"] = new() { DataType = "Binary", BinaryValue = new MemoryStream([0, 255, 62]) },
                },
            })
        },
        {
            "Action=PublishBatch"
                + "&PublishBatchRequestEntries.member.1.Id=a&PublishBatchRequestEntries.member.1.Message=1"
                + "&PublishBatchRequestEntries.member.1.MessageAttributes.entry.1.Name=n&PublishBatchRequestEntries.member.1.MessageAttributes.entry.1.Value.DataType=Number"
                + "&PublishBatchRequestEntries.member.1.MessageAttributes.entry.1.Value.StringValue=7"
                + "&PublishBatchRequestEntries.member.2.Id=b&PublishBatchRequestEntries.member.2.Message=2&PublishBatchRequestEntries.member.2.MessageGroupId=g"
                + $"&{TopicField}&Version=2010-03-31",
            client => client.PublishBatchAsync(new PublishBatchRequest
            {
                TopicArn = Topic,
                PublishBatchRequestEntries =
                [
                    new() { Id = "a", Message = "1", MessageAttributes = new() { ["n"] = new() { DataType = "Number", StringValue = "7" } } },
                    new() { Id = "b", Message = "2", MessageGroupId = "g" },
                ],
            })
        },
        {
            "Action=CreateTopic&Attributes.entry.1.key=KmsMasterKeyId&Attributes.entry.1.value=alias%2Faws%2Fsns&Name=purchase-events"
                + "&Tags.member.1.Key=stage&Tags.member.1.Value=test&Version=2010-03-31",
            client => client.CreateTopicAsync(new CreateTopicRequest("purchase-events")
            {
                Attributes = new() { ["KmsMasterKeyId"] = "alias/aws/sns" },
                Tags = [new() { Key = "stage", Value = "test" }],
            })
        },
        {
            "Action=Subscribe&Attributes.entry.1.key=RawMessageDelivery&Attributes.entry.1.value=true&Endpoint=q&Protocol=sqs"
                + $"&ReturnSubscriptionArn=true&{TopicField}&Version=2010-03-31",
            client => client.SubscribeAsync(new SubscribeRequest(Topic, "sqs", "q")
            {
                ReturnSubscriptionArn = true,
                Attributes = new() { ["RawMessageDelivery"] = "true" },
            })
        },
        {
            "Action=SetSubscriptionAttributes&AttributeName=FilterPolicy&AttributeValue=%7B%7D&SubscriptionArn=s&Version=2010-03-31",
            client => client.SetSubscriptionAttributesAsync("s", "FilterPolicy", "{}")
        },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Operation_OnTheWire_IsASignedFormOfTheExactFields(string form, Func<IAmazonSimpleNotificationService, Task> call)
    {
        await using var endpoint = await AwsEndpoint.StartAsync(CannedAnswer.Xml("<Response/>"));
        using var client = Client(endpoint);

        await call(client);

        var request = Assert.Single(endpoint.Requests);
        Assert.Equal(("POST", "/"), (request.Method, request.Target));
        Assert.StartsWith("application/x-www-form-urlencoded", request.Headers["content-type"], StringComparison.Ordinal);
        Assert.Equal(Fields(form), Fields(request.Text));
        SignatureVersion4.AssertSigned(request, "eu-west-1", "sns");
    }

    [Fact]
    public async Task Publish_Accepted_ReadsMessageAndRequestIdentifiers()
    {
        await using var endpoint = await AwsEndpoint.StartAsync(CannedAnswer.Xml(
            """
            <PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>m-1</MessageId><SequenceNumber>7</SequenceNumber></PublishResult>
            <ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></PublishResponse>
            """));
        using var client = Client(endpoint);

        var published = await client.PublishAsync(Topic, "text");

        Assert.Equal(("m-1", "7", "r-1"), (published.MessageId, published.SequenceNumber, published.ResponseMetadata.RequestId));
    }

    [Fact]
    public async Task PublishBatch_PartlyFailed_ReadsBothLists()
    {
        await using var endpoint = await AwsEndpoint.StartAsync(CannedAnswer.Xml(
            """
            <PublishBatchResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishBatchResult>
              <Failed><member><Id>b</Id><Code>InvalidParameter</Code><Message>Too &lt;long&gt;</Message><SenderFault>true</SenderFault></member></Failed>
              <Successful><member><Id>a</Id><MessageId>m-1</MessageId></member><member><Id>c</Id><MessageId>m-2</MessageId></member></Successful>
            </PublishBatchResult><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></PublishBatchResponse>
            """));
        using var client = Client(endpoint);

        var batch = await client.PublishBatchAsync(new PublishBatchRequest { TopicArn = Topic, PublishBatchRequestEntries = [] });

        var failed = Assert.Single(batch.Failed);
        Assert.Equal(("b", "InvalidParameter", "Too <long>", true), (failed.Id, failed.Code, failed.Message, failed.SenderFault));
        Assert.Equal([("a", "m-1"), ("c", "m-2")], batch.Successful.Select(entry => (entry.Id, entry.MessageId)));
    }

    [Fact]
    public async Task Error_OfAMissingTopic_IsTheTypedException()
    {
        await using var endpoint = await AwsEndpoint.StartAsync(CannedAnswer.Xml(
            """
            <ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>NotFound</Code><Message>Topic does not exist</Message></Error>
            <RequestId>r-1</RequestId></ErrorResponse>
            """, 404));
        using var client = Client(endpoint);

        var thrown = await Assert.ThrowsAsync<NotFoundException>(() => client.PublishAsync(Topic, "text"));

        Assert.Equal(("Topic does not exist", "NotFound", "r-1", HttpStatusCode.NotFound), (thrown.Message, thrown.ErrorCode, thrown.RequestId, thrown.StatusCode));
    }

    // The order of form fields is free.
    private static IEnumerable<string> Fields(string form) => form.Split('&').Order(StringComparer.Ordinal);

    private static AmazonSimpleNotificationServiceClient Client(AwsEndpoint endpoint) =>
        new(AwsEndpoint.Credentials, endpoint.Configure(new AmazonSimpleNotificationServiceConfig()));
}
