using Amazon.SimpleNotificationService;
using Amazon.SQS;
using Amazon.SQS.Model;
using Local.Tests.Support;

namespace Local.Tests.Emulators;

[Collection(SharedEmulators.Name)]
public sealed class QueuesAndTopicsTests(EmulatorCloud fixture) : IDisposable
{
    private readonly AmazonSQSClient sqs = new(
        TestCloud.Developer, new AmazonSQSConfig { ServiceURL = fixture.Cloud.AwsUrl.ToString(), AuthenticationRegion = "eu-west-1" });

    [Fact]
    public async Task AnEvent_ReachesTheQueue_WhoseFilterTakesIt()
    {
        using var sns = new AmazonSimpleNotificationServiceClient(
            TestCloud.Developer, new AmazonSimpleNotificationServiceConfig { ServiceURL = fixture.Cloud.AwsUrl.ToString(), AuthenticationRegion = "eu-west-1" });
        foreach (var name in (string[])["UserDeleted", "UserCreated"])
        {
            await sns.PublishAsync(new()
            {
                TopicArn = fixture.Ref("Topic"),
                Message = $"{name}: Jürgen",
                MessageAttributes = new() { ["eventName"] = new() { DataType = "String", StringValue = name } },
            });
        }

        var received = await sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = fixture.Ref("Queue"), WaitTimeSeconds = 5, MaxNumberOfMessages = 10 });

        Assert.Equal("UserCreated: Jürgen", Assert.Single(received.Messages).Body);
    }

    [Fact]
    public async Task AQueue_HasTheAttributes_OfTheTemplate()
    {
        var attributes = (await sqs.GetQueueAttributesAsync(fixture.Ref("Queue"), ["All"])).Attributes;

        Assert.Equal("60", attributes["VisibilityTimeout"]);
        Assert.Contains("events-dlq", attributes["RedrivePolicy"], StringComparison.Ordinal);
    }

    /// <summary>The emulators' own ports change at each start and few resolvers know fauxqs's host name: callers must get the AWS endpoint.</summary>
    [Fact]
    public void AQueueUrl_HasTheAddress_OfTheAwsEndpoint() =>
        Assert.StartsWith(fixture.Cloud.AwsUrl.ToString(), fixture.Ref("Queue"), StringComparison.Ordinal);

    public void Dispose() => sqs.Dispose();
}
