using Amazon.SQS.Model;
using Local.Ops.Aws;
using Local.Ops.Facts;

namespace Local.Ops.Queues;

/// <summary>Moves messages back to the queue that they came from, as they are: a waiting saga's token travels in an attribute.</summary>
internal sealed class Redrive(OperatorAws aws, TimeProvider time)
{
    /// <summary>Longer than a batch takes at the lowest rate; a message that is being moved is nobody else's.</summary>
    private const int SecondsHidden = 120;

    private readonly QueueReader reader = new(aws.Sqs);
    private readonly DeadLetters deadLetters = new(aws);

    /// <summary>Sends each message, then deletes it: ended in between, it is there twice and has its effect once.</summary>
    /// <param name="only">The purchase whose messages are moved; null for all.</param>
    /// <param name="rate">Messages a second.</param>
    /// <param name="moved">Hears of each message.</param>
    /// <returns>How many were moved.</returns>
    public async Task<int> RunAsync(string queue, string? only, double rate, Action<DeadLetter> moved, CancellationToken cancellation)
    {
        var source = aws.Map.Queues.First(consumer => consumer.DeadLetters == queue).Name;
        var (from, to) = (await deadLetters.UrlAsync(queue, cancellation), await deadLetters.UrlAsync(source, cancellation));
        // What fails again comes back here. It is moved by the next redrive, not by this one, or this one would never end.
        var count = await deadLetters.CountAsync(from, cancellation);
        var most = Math.Max(1, count.Messages + count.Hidden);
        var kept = new Dictionary<string, Message>();
        var done = 0;
        try
        {
            while (done < most && await reader.ReceiveAsync(from, SecondsHidden, cancellation) is { Count: > 0 } batch)
            {
                foreach (var message in batch)
                    kept[message.MessageId] = message;
                var chosen = batch.Where(message => only is null || DeadLetters.Read(queue, message).PurchaseId == only);
                foreach (var message in chosen.Take(most - done))
                {
                    await SendAsync(to, message, cancellation);
                    await aws.Sqs.DeleteMessageAsync(from, message.ReceiptHandle, CancellationToken.None);
                    kept.Remove(message.MessageId);
                    done++;
                    moved(DeadLetters.Read(queue, message));
                    await Task.Delay(TimeSpan.FromSeconds(1 / rate), time, cancellation);
                }
            }
        }
        finally
        {
            await reader.PutBackAsync(from, kept.Values);
        }
        return done;
    }

    private Task SendAsync(string url, Message message, CancellationToken cancellation) => aws.Sqs.SendMessageAsync(new SendMessageRequest
    {
        QueueUrl = url,
        MessageBody = message.Body,
        MessageAttributes = message.MessageAttributes,
    }, cancellation);
}
