using System.Globalization;
using System.Text.RegularExpressions;
using Amazon.SQS.Model;
using Local.Ops.Aws;
using Local.Ops.Facts;

namespace Local.Ops.Queues;

/// <summary>A queue for what could not be processed, as it stands.</summary>
/// <param name="BelongsTo">The function that could not process it.</param>
/// <param name="OldestSentAt">When the oldest message that could be looked at was first sent.</param>
internal sealed record DeadLetterQueueState(string Queue, string BelongsTo, int Messages, int Hidden, DateTimeOffset? OldestSentAt);

/// <summary>The queues for what could not be processed.</summary>
internal sealed partial class DeadLetters(OperatorAws aws)
{
    /// <summary>More than an operator reads; a queue with more is a matter for redrive as a whole.</summary>
    public const int Most = 1000;

    private readonly QueueReader reader = new(aws.Sqs);

    public async Task<IReadOnlyList<DeadLetterQueueState>> ListAsync(CancellationToken cancellation) =>
        await Task.WhenAll(aws.Map.DeadLetterQueues.Select(queue => StateOfAsync(queue, cancellation)));

    /// <summary>What is in all of them. An empty one is not waited for.</summary>
    public async Task<IReadOnlyList<DeadLetter>> PeekAllAsync(CancellationToken cancellation)
    {
        var found = await Task.WhenAll(aws.Map.DeadLetterQueues.Select(async queue => await IsEmptyAsync(queue, cancellation)
            ? []
            : await PeekAsync(queue, Most, cancellation)));
        return [.. found.SelectMany(letters => letters)];
    }

    public async Task<IReadOnlyList<DeadLetter>> PeekAsync(string queue, int limit, CancellationToken cancellation) =>
        [.. (await reader.PeekAsync(await UrlAsync(queue, cancellation), limit, cancellation)).Select(message => Read(queue, message))
            .OrderBy(letter => letter.SentAt)];

    /// <summary>The dead-letter queue that an operator means: by its own name or that of the queue before it.</summary>
    /// <exception cref="LocalCloudException">There is no such queue; the message names those there are.</exception>
    public string Named(string name) =>
        aws.Map.DeadLetterQueues.FirstOrDefault(queue => queue == name)
        ?? aws.Map.Queues.FirstOrDefault(queue => queue.Name == name)?.DeadLetters
        ?? throw new LocalCloudException(
            $"There is no dead-letter queue {name}. There are: {string.Join(", ", aws.Map.DeadLetterQueues)}.");

    public async Task<string> UrlAsync(string queue, CancellationToken cancellation) =>
        (await aws.Sqs.GetQueueUrlAsync(queue, cancellation)).QueueUrl;

    /// <summary>Messages to be had, and messages that somebody is looking at.</summary>
    public async Task<(int Messages, int Hidden)> CountAsync(string url, CancellationToken cancellation)
    {
        var answer = await aws.Sqs.GetQueueAttributesAsync(
            url, ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"], cancellation);
        return (answer.ApproximateNumberOfMessages, answer.ApproximateNumberOfMessagesNotVisible);
    }

    public static DeadLetter Read(string queue, Message message) => new(
        queue, message.MessageId, Attribute(message, "eventName"),
        PurchaseId().Match(message.Body) is { Success: true } id ? id.Value : null,
        DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(message.Attributes["SentTimestamp"], CultureInfo.InvariantCulture)),
        int.Parse(message.Attributes["ApproximateReceiveCount"], CultureInfo.InvariantCulture),
        Attribute(message, "taskToken") is not null, message.Body);

    private async Task<bool> IsEmptyAsync(string queue, CancellationToken cancellation) =>
        await CountAsync(await UrlAsync(queue, cancellation), cancellation) is (0, 0);

    private async Task<DeadLetterQueueState> StateOfAsync(string queue, CancellationToken cancellation)
    {
        var (messages, hidden) = await CountAsync(await UrlAsync(queue, cancellation), cancellation);
        var letters = messages == 0 ? [] : await PeekAsync(queue, Most, cancellation);
        var function = aws.Map.Queues.FirstOrDefault(consumer => consumer.DeadLetters == queue)?.Function
            ?? aws.Map.StreamFailures.First(failure => failure.Name == queue).Function;
        return new(queue, function, messages, hidden, letters.Count == 0 ? null : letters[0].SentAt);
    }

    private static string? Attribute(Message message, string name) =>
        message.MessageAttributes?.TryGetValue(name, out var attribute) == true ? attribute.StringValue : null;

    /// <summary>By its form: the body may be anything, that is why it is here.</summary>
    [GeneratedRegex("pur_[0-9a-hjkmnp-tv-z]{26}")]
    private static partial Regex PurchaseId();
}
