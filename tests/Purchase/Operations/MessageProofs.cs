using System.Text;
using Amazon.SimpleEmail.Model;
using Amazon.SimpleNotificationService.Model;
using Amazon.SQS.Model;

namespace Purchase.Tests.Operations;

/// <summary>SQS, by AWSSDK.SQS; SNS and SES, by the bundled clients.</summary>
internal static class MessageProofs
{
    public static IReadOnlyDictionary<string, Func<Workbench, Task>> Sqs { get; } = new Dictionary<string, Func<Workbench, Task>>
    {
        ["SendMessage"] = async bench => Assert.Equal("one", (await SendAndReceiveAsync(bench)).Body),
        ["ReceiveMessage"] = async bench => Assert.Equal("1", (await SendAndReceiveAsync(bench)).Attributes["ApproximateReceiveCount"]),
        ["DeleteMessage"] = async bench => await bench.Sqs.DeleteMessageAsync(bench.QueueUrl, (await SendAndReceiveAsync(bench)).ReceiptHandle),
        ["DeleteMessageBatch"] = async bench =>
        {
            var entry = new DeleteMessageBatchRequestEntry("0", (await SendAndReceiveAsync(bench)).ReceiptHandle);
            Assert.Single((await bench.Sqs.DeleteMessageBatchAsync(bench.QueueUrl, [entry])).Successful);
        },
        ["ChangeMessageVisibility"] = async bench =>
        {
            var message = await SendAndReceiveAsync(bench);
            await bench.Sqs.ChangeMessageVisibilityAsync(bench.QueueUrl, message.ReceiptHandle, 0);
            Assert.Equal(message.MessageId, (await ReceiveAsync(bench)).MessageId);
        },
        ["ChangeMessageVisibilityBatch"] = async bench =>
        {
            var message = await SendAndReceiveAsync(bench);
            var entry = new ChangeMessageVisibilityBatchRequestEntry("0", message.ReceiptHandle) { VisibilityTimeout = 0 };
            await bench.Sqs.ChangeMessageVisibilityBatchAsync(bench.QueueUrl, [entry]);
            Assert.Equal(message.MessageId, (await ReceiveAsync(bench)).MessageId);
        },
        ["SendMessageBatch"] = async bench =>
        {
            await bench.Sqs.PurgeQueueAsync(bench.QueueUrl);
            Assert.Single((await bench.Sqs.SendMessageBatchAsync(bench.QueueUrl, [new("0", "one")])).Successful);
        },
        ["GetQueueUrl"] = async bench => Assert.NotEmpty((await bench.Sqs.GetQueueUrlAsync("billing-subscription")).QueueUrl),
        ["ListQueues"] = async bench => Assert.NotEmpty((await bench.Sqs.ListQueuesAsync("billing-")).QueueUrls),
        ["GetQueueAttributes"] = async bench =>
            Assert.Equal(bench.QueueArn, (await bench.Sqs.GetQueueAttributesAsync(bench.QueueUrl, ["All"])).QueueARN),
        ["SetQueueAttributes"] = async bench =>
        {
            await bench.Sqs.SetQueueAttributesAsync(bench.QueueUrl, new() { ["VisibilityTimeout"] = "31" });
            Assert.Equal(31, (await bench.Sqs.GetQueueAttributesAsync(bench.QueueUrl, ["VisibilityTimeout"])).VisibilityTimeout);
        },
    };

    public static IReadOnlyDictionary<string, Func<Workbench, Task>> Sns { get; } = new Dictionary<string, Func<Workbench, Task>>
    {
        ["CreateTopic"] = async bench => Assert.StartsWith("arn:aws:sns:", await TopicAsync(bench), StringComparison.Ordinal),
        ["Subscribe"] = async bench => Assert.NotEmpty(await SubscribeAsync(bench, await TopicAsync(bench))),
        ["SetSubscriptionAttributes"] = async bench => await bench.Sns.SetSubscriptionAttributesAsync(
            await SubscribeAsync(bench, await TopicAsync(bench)), "FilterPolicy", """{"eventName":["Never"]}"""),
        ["Publish"] = async bench =>
        {
            var topic = await TopicAsync(bench);
            await SubscribeAsync(bench, topic);
            await bench.Sqs.PurgeQueueAsync(bench.QueueUrl);
            await bench.Sns.PublishAsync(topic, "published");
            Assert.Equal("published", (await ReceiveAsync(bench)).Body);
        },
        ["PublishBatch"] = async bench =>
        {
            var request = new PublishBatchRequest
            {
                TopicArn = await TopicAsync(bench), PublishBatchRequestEntries = [new() { Id = "0", Message = "published" }],
            };
            Assert.Single((await bench.Sns.PublishBatchAsync(request)).Successful);
        },
    };

    public static IReadOnlyDictionary<string, Func<Workbench, Task>> Ses { get; } = new Dictionary<string, Func<Workbench, Task>>
    {
        ["SendEmail"] = async bench =>
        {
            var to = Support.Shop.NewEmail();
            await bench.Ses.SendEmailAsync(new SendEmailRequest
            {
                Source = "shop@example.com",
                Destination = new Destination { ToAddresses = [to] },
                Message = new() { Subject = new Content { Data = "Subject" }, Body = new Body { Text = new Content { Data = "Text" } } },
            });
            Assert.Single(await bench.Shop.EmailsToAsync(to));
        },
        ["SendRawEmail"] = async bench =>
        {
            var to = Support.Shop.NewEmail();
            var mime = $"From: shop@example.com\r\nTo: {to}\r\nSubject: Subject\r\n\r\nText";
            await bench.Ses.SendRawEmailAsync(new SendRawEmailRequest
            {
                RawMessage = new RawMessage { Data = new MemoryStream(Encoding.ASCII.GetBytes(mime)) },
            });
            Assert.Single(await bench.Shop.EmailsToAsync(to));
        },
    };

    private static async Task<Amazon.SQS.Model.Message> SendAndReceiveAsync(Workbench bench)
    {
        await bench.Sqs.PurgeQueueAsync(bench.QueueUrl);
        await bench.Sqs.SendMessageAsync(bench.QueueUrl, "one");
        return await ReceiveAsync(bench);
    }

    private static async Task<Amazon.SQS.Model.Message> ReceiveAsync(Workbench bench) => Assert.Single((await bench.Sqs.ReceiveMessageAsync(
        new ReceiveMessageRequest { QueueUrl = bench.QueueUrl, WaitTimeSeconds = 5, MessageSystemAttributeNames = ["All"] })).Messages);

    private static async Task<string> TopicAsync(Workbench bench) => (await bench.Sns.CreateTopicAsync($"bench-{Guid.NewGuid():n}")).TopicArn;

    private static async Task<string> SubscribeAsync(Workbench bench, string topic) => (await bench.Sns.SubscribeAsync(new SubscribeRequest
    {
        TopicArn = topic, Protocol = "sqs", Endpoint = bench.QueueArn, Attributes = new() { ["RawMessageDelivery"] = "true" },
    })).SubscriptionArn;
}
