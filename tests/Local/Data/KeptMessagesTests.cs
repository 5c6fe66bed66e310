using Amazon.SimpleNotificationService.Model;
using Amazon.SQS.Model;
using Message = Amazon.SQS.Model.Message;
using MessageAttributeValue = Amazon.SimpleNotificationService.Model.MessageAttributeValue;

namespace Local.Tests.Data;

/// <summary>What fauxqs holds is there again after a restart, at another port.</summary>
public sealed class KeptMessagesTests : IDisposable
{
    private const string Resources = """
        'Topic': {'Type': 'AWS::SNS::Topic', 'Properties': {'TopicName': 'events'}},
        'Dead': {'Type': 'AWS::SQS::Queue', 'Properties': {'QueueName': 'dead'}},
        'Queue': {'Type': 'AWS::SQS::Queue', 'Properties': {'QueueName': 'work', 'VisibilityTimeout': 600, 'RedrivePolicy': {
          'deadLetterTargetArn': {'Fn::GetAtt': ['Dead', 'Arn']}, 'maxReceiveCount': 2}}},
        'Subscription': {'Type': 'AWS::SNS::Subscription', 'Properties': {
          'TopicArn': {'Ref': 'Topic'}, 'Protocol': 'sqs', 'Endpoint': {'Fn::GetAtt': ['Queue', 'Arn']},
          'RawMessageDelivery': true, 'FilterPolicy': {'kind': ['wanted']}}},
        'Bucket': {'Type': 'AWS::S3::Bucket', 'Properties': {'BucketName': 'files'}}
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("data-").FullName;

    [Fact]
    public async Task Messages_AreThereAgain_InFlightOnesWithTheirReceiveCount_DeletedOnesNot()
    {
        await using (var before = await StartAsync())
        {
            foreach (var body in (string[])["deleted", "in flight", "Jürgen"])
                await before.Sqs.SendMessageAsync(before.Ref("Queue"), body);
            var deleted = Assert.Single(await ReceiveAsync(before, "Queue", most: 1));
            await before.Sqs.DeleteMessageAsync(before.Ref("Queue"), deleted.ReceiptHandle);
            Assert.Equal("in flight", Assert.Single(await ReceiveAsync(before, "Queue", most: 1)).Body);
        }

        await using var after = await StartAsync();
        var messages = await ReceiveAsync(after, "Queue");

        Assert.Equal([("in flight", "2"), ("Jürgen", "1")], messages.Select(message => (message.Body, message.Attributes["ApproximateReceiveCount"])));
    }

    [Fact]
    public async Task ReceiveCounts_LeadToTheDeadLetterQueue_AcrossRestarts_WhereTheMessageStays()
    {
        await using (var first = await StartAsync())
        {
            await first.Sqs.SendMessageAsync(first.Ref("Queue"), "poison");
            await ReceiveAsync(first, "Queue");
        }
        await using (var second = await StartAsync())
            Assert.Single(await ReceiveAsync(second, "Queue"));
        await using (var third = await StartAsync())
            Assert.Empty(await ReceiveAsync(third, "Queue"));

        await using var last = await StartAsync();
        Assert.Empty(await ReceiveAsync(last, "Queue"));
        var dead = Assert.Single(await ReceiveAsync(last, "Dead"));
        Assert.Equal("poison", dead.Body);
        Assert.EndsWith(":work", dead.Attributes["DeadLetterQueueSourceArn"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subscriptions_DeliverAsBefore_AndAQueueUrlOfTheLastStart_StillNamesItsQueue()
    {
        string urlBefore, topic;
        await using (var before = await StartAsync())
            (urlBefore, topic) = (before.Ref("Queue"), before.Ref("Topic"));

        await using var after = await StartAsync();
        Assert.Equal(topic, after.Ref("Topic"));
        Assert.StartsWith(after.Cloud.AwsUrl.ToString(), after.Ref("Queue"), StringComparison.Ordinal);
        foreach (var kind in (string[])["wanted", "other"])
        {
            await after.Sns.PublishAsync(new PublishRequest
            {
                TopicArn = topic,
                Message = kind,
                MessageAttributes = new() { ["kind"] = new MessageAttributeValue { DataType = "String", StringValue = kind } },
            });
        }

        var received = (await after.Sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = urlBefore, WaitTimeSeconds = 2 })).Messages;
        Assert.Equal("wanted", Assert.Single(received).Body);
        Assert.Equal("600", (await after.Sqs.GetQueueAttributesAsync(urlBefore, ["All"])).Attributes["VisibilityTimeout"]);
    }

    [Fact]
    public async Task ChangedQueueAndFilter_AreApplied_AndTheMessagesStay()
    {
        await using (var before = await StartAsync())
            await before.Sqs.SendMessageAsync(before.Ref("Queue"), "waiting");

        await using var after = await StartAsync(Resources.Replace("600", "700", StringComparison.Ordinal).Replace("'wanted'", "'other'", StringComparison.Ordinal));
        await after.Sns.PublishAsync(new PublishRequest
        {
            TopicArn = after.Ref("Topic"),
            Message = "other",
            MessageAttributes = new() { ["kind"] = new MessageAttributeValue { DataType = "String", StringValue = "other" } },
        });

        Assert.Equal("700", (await after.Sqs.GetQueueAttributesAsync(after.Ref("Queue"), ["All"])).Attributes["VisibilityTimeout"]);
        Assert.Equal(["waiting", "other"], (await ReceiveAsync(after, "Queue")).Select(message => message.Body));
    }

    [Fact]
    public async Task Objects_AreThereAgain_WithTheirMetadata_DeletedOnesNot()
    {
        using var http = new HttpClient();
        byte[] content = [0, 255, 10, 13, 200];
        await using (var before = await StartAsync())
        {
            foreach (var key in (string[])["kept", "deleted"])
            {
                using var body = new ByteArrayContent(content) { Headers = { { "x-amz-meta-color", "green" }, { "Content-Type", "image/png" } } };
                (await SendAsync(before, HttpMethod.Put, key, body)).EnsureSuccessStatusCode();
            }
            (await SendAsync(before, HttpMethod.Delete, "deleted")).EnsureSuccessStatusCode();
        }

        await using var after = await StartAsync();
        var kept = await SendAsync(after, HttpMethod.Get, "kept");

        Assert.Equal(content, await kept.Content.ReadAsByteArrayAsync());
        Assert.Equal(("green", "image/png"), (kept.Headers.GetValues("x-amz-meta-color").Single(), kept.Content.Headers.ContentType!.ToString()));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await SendAsync(after, HttpMethod.Get, "deleted")).StatusCode);

        Task<HttpResponseMessage> SendAsync(KeptCloud cloud, HttpMethod method, string key, HttpContent? body = null)
        {
            var request = new HttpRequestMessage(method, new Uri(cloud.Cloud.AwsUrl, $"/files/{key}")) { Content = body };
            request.Headers.TryAddWithoutValidation("Authorization", Local.Endpoint.CredentialScope.Header("test", "eu-west-1", "s3"));
            return http.SendAsync(request);
        }
    }

    [Fact]
    public async Task MalformedJournal_IsNamed_AndStaysAsItIs()
    {
        await using (await StartAsync())
        {
            // Only its file is wanted.
        }
        var journal = Path.Combine(folder, "messages.jsonl");
        File.AppendAllText(journal, "{\"put\": \"work\", \"mess\n{\"queue\": \"other\"}\n");
        var lines = File.ReadAllLines(journal);

        var error = await Assert.ThrowsAsync<LocalCloudException>(() => StartAsync());

        Assert.Contains($"{journal}, line {lines.Length - 1}, can't be read", error.Message, StringComparison.Ordinal);
        Assert.Equal(lines, File.ReadAllLines(journal));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task<KeptCloud> StartAsync(string resources = Resources) => KeptCloud.StartAsync(folder, resources, "dynamodb");

    private static async Task<List<Message>> ReceiveAsync(KeptCloud cloud, string queue, int most = 10)
    {
        var request = new ReceiveMessageRequest { QueueUrl = cloud.Ref(queue), MaxNumberOfMessages = most, MessageSystemAttributeNames = ["All"] };
        return (await cloud.Sqs.ReceiveMessageAsync(request)).Messages ?? [];
    }
}
