using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using Local.Endpoint;

namespace Local.Sqs;

/// <summary>What a move task does with queues, which it knows by ARN.</summary>
/// <remarks>It calls the emulator itself: the caller's permission was for the task.</remarks>
internal sealed class QueueClient(ServiceEndpoints endpoints, LocalCloudOptions options) : IDisposable
{
    private const string Source = "DeadLetterQueueSourceArn";
    private const int ReceiveLimit = 10;

    /// <summary>Long enough for the slowest rate: ten messages at one per second.</summary>
    private const int VisibilitySeconds = 60;

    private readonly Lazy<AmazonSQSClient> client = new(() => new AmazonSQSClient(
        new BasicAWSCredentials(CredentialRegistry.DeveloperKey, CredentialRegistry.DeveloperKey),
        new AmazonSQSConfig { ServiceURL = endpoints.For("sqs").ToString(), AuthenticationRegion = options.Region }));

    private AmazonSQSClient Sqs => client.Value;

    /// <summary>The queue that a message of a dead-letter queue came from; null when it was sent there.</summary>
    public static string? SourceOf(Message message) => message.Attributes?.GetValueOrDefault(Source);

    /// <summary>The queue's URL, or null.</summary>
    public async Task<string?> FindAsync(string arn, CancellationToken cancellation)
    {
        if (arn.Split(':') is not [_, _, "sqs", _, _, var name])
            return null;
        try
        {
            return (await Sqs.GetQueueUrlAsync(name, cancellation)).QueueUrl;
        }
        catch (QueueDoesNotExistException)
        {
            return null;
        }
    }

    /// <summary>The ARN of the queue with this URL.</summary>
    public async Task<string> ArnAsync(string url, CancellationToken cancellation) =>
        (await Sqs.GetQueueAttributesAsync(url, [QueueAttributeName.QueueArn], cancellation)).QueueARN;

    /// <summary>The URLs of the queues whose redrive policy names this one.</summary>
    public async Task<List<string>> SourcesAsync(string arn, CancellationToken cancellation)
    {
        var sources = new List<string>();
        foreach (var url in (await Sqs.ListQueuesAsync(new ListQueuesRequest(), cancellation)).QueueUrls ?? [])
        {
            var attributes = (await Sqs.GetQueueAttributesAsync(url, [QueueAttributeName.RedrivePolicy], cancellation)).Attributes;
            if (attributes?.GetValueOrDefault(QueueAttributeName.RedrivePolicy) is not { } policy)
                continue;
            using var parsed = JsonDocument.Parse(policy);
            if (parsed.RootElement.TryGetProperty("deadLetterTargetArn", out var target) && target.GetString() == arn)
                sources.Add(url);
        }
        return sources;
    }

    /// <summary>How many messages can be received now.</summary>
    public async Task<int> CountAsync(string arn, CancellationToken cancellation) => (await Sqs.GetQueueAttributesAsync(
        await UrlAsync(arn), [QueueAttributeName.ApproximateNumberOfMessages], cancellation)).ApproximateNumberOfMessages;

    public async Task<List<Message>> ReceiveAsync(string arn, int count) => (await Sqs.ReceiveMessageAsync(
        new ReceiveMessageRequest(await UrlAsync(arn))
        {
            MaxNumberOfMessages = Math.Min(count, ReceiveLimit),
            VisibilityTimeout = VisibilitySeconds,
            WaitTimeSeconds = 0,
            MessageSystemAttributeNames = ["All"],
            MessageAttributeNames = ["All"],
        })).Messages ?? [];

    /// <summary>Sends a copy, which has a new id as in AWS, then deletes: a crash in between repeats a message and loses none.</summary>
    public async Task MoveAsync(Message message, string from, string to)
    {
        var copy = new SendMessageRequest(await UrlAsync(to), message.Body) { MessageAttributes = message.MessageAttributes };
        if (message.Attributes?.GetValueOrDefault("MessageGroupId") is { } group)
            (copy.MessageGroupId, copy.MessageDeduplicationId) = (group, message.MessageId);
        await Sqs.SendMessageAsync(copy);
        await Sqs.DeleteMessageAsync(await UrlAsync(from), message.ReceiptHandle);
    }

    /// <summary>Makes messages visible again.</summary>
    public async Task ReturnAsync(string arn, IEnumerable<Message> messages)
    {
        foreach (var message in messages)
            await Sqs.ChangeMessageVisibilityAsync(await UrlAsync(arn), message.ReceiptHandle, 0);
    }

    public void Dispose()
    {
        if (client.IsValueCreated)
            client.Value.Dispose();
    }

    private async Task<string> UrlAsync(string arn) =>
        await FindAsync(arn, CancellationToken.None) ?? throw new InvalidOperationException($"{arn} doesn't exist any more.");
}
