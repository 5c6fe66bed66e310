using Amazon.SQS;
using Amazon.SQS.Model;

namespace Local.Ops.Replay;

/// <summary>
/// Sends events to a queue as the topic does: the event is the body, its name an attribute. Never a task token: no saga waits.
/// </summary>
internal sealed class ReplaySender(IAmazonSQS sqs, TimeProvider time)
{
    /// <summary>As many as SQS takes at once.</summary>
    private const int BatchSize = 10;

    /// <param name="rate">Messages a second.</param>
    /// <param name="progress">Hears how many were sent so far, also when it is interrupted then.</param>
    /// <exception cref="LocalCloudException">SQS did not take all.</exception>
    public async Task SendAsync(
        string queue, IReadOnlyList<(string Name, string Body)> events, double rate, Action<int> progress, CancellationToken cancellation)
    {
        var url = (await sqs.GetQueueUrlAsync(queue, cancellation)).QueueUrl;
        var sent = 0;
        foreach (var batch in events.Chunk(Math.Clamp((int)rate, 1, BatchSize)))
        {
            var answer = await sqs.SendMessageBatchAsync(url, [.. batch.Select(Entry)], cancellation);
            sent += batch.Length - (answer.Failed?.Count ?? 0);
            progress(sent);
            if (answer.Failed is [var failure, ..])
            {
                throw new LocalCloudException(
                    $"{queue} did not take a message: {failure.Code}. {sent} of {events.Count} were sent. "
                    + "Run it again: nothing has its effect twice.");
            }
            await Task.Delay(TimeSpan.FromSeconds(batch.Length / rate), time, cancellation);
        }
    }

    private static SendMessageBatchRequestEntry Entry((string Name, string Body) message, int i) => new()
    {
        Id = $"m{i}",
        MessageBody = message.Body,
        MessageAttributes = new() { ["eventName"] = new MessageAttributeValue { DataType = "String", StringValue = message.Name } },
    };
}
