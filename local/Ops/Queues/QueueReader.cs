using Amazon.SQS;
using Amazon.SQS.Model;

namespace Local.Ops.Queues;

/// <summary>Looks into a queue without taking anything out of it.</summary>
internal sealed class QueueReader(IAmazonSQS sqs)
{
    private const int BatchSize = 10;

    /// <summary>How long what is looked at is hidden from others, should this program not come to put it back.</summary>
    private const int SecondsHidden = 30;

    /// <summary>Messages, each once, at most as many as the limit; put back at once.</summary>
    public async Task<IReadOnlyList<Message>> PeekAsync(string url, int limit, CancellationToken cancellation)
    {
        var seen = new Dictionary<string, Message>();
        try
        {
            while (seen.Count < limit && await ReceiveAsync(url, SecondsHidden, cancellation) is { Count: > 0 } batch)
            {
                foreach (var message in batch)
                    seen[message.MessageId] = message;
            }
        }
        finally
        {
            await PutBackAsync(url, seen.Values);
        }
        return [.. seen.Values.Take(limit)];
    }

    /// <summary>The next messages, hidden from others for a while. None when no server of the queue has one.</summary>
    public async Task<List<Message>> ReceiveAsync(string url, int secondsHidden, CancellationToken cancellation)
    {
        var answer = await sqs.ReceiveMessageAsync(new ReceiveMessageRequest
        {
            QueueUrl = url,
            MaxNumberOfMessages = BatchSize,
            VisibilityTimeout = secondsHidden,
            WaitTimeSeconds = 1, // asks all servers; without it, some
            MessageAttributeNames = ["All"],
            MessageSystemAttributeNames = ["All"],
        }, cancellation);
        return answer.Messages ?? [];
    }

    /// <summary>Also when the operator has pressed Ctrl-C. What can't be put back comes back by itself.</summary>
    public async Task PutBackAsync(string url, IEnumerable<Message> messages)
    {
        foreach (var batch in messages.Chunk(BatchSize))
        {
            await sqs.ChangeMessageVisibilityBatchAsync(
                url,
                [.. batch.Select((message, i) => new ChangeMessageVisibilityBatchRequestEntry
                {
                    Id = $"m{i}",
                    ReceiptHandle = message.ReceiptHandle,
                    VisibilityTimeout = 0,
                })],
                CancellationToken.None);
        }
    }
}
