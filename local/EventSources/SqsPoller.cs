using System.Globalization;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using Local.Deployment;
using Local.Endpoint;
using Local.Faults;
using Local.Lambda;

namespace Local.EventSources;

/// <summary>Brings the messages of one queue to its function.</summary>
/// <remarks>
/// One long poll is always open while the function has room: a message reaches it within milliseconds, and what arrives while it is
/// busy comes as one batch.
/// </remarks>
internal sealed class SqsPoller(
    EventSourceMapping mapping,
    BatchInvoker function,
    PollingGate gate,
    IAmazonSQS sqs,
    CallCounter calls,
    EventSourceOptions options,
    DeliveryFaults faults,
    IFunctionLog log,
    TimeProvider clock) : ISourceActivity
{
    private const int ReceiveLimit = 10;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private readonly MessagesInFlight inFlight = new(clock);
    private string url = "";
    private TimeSpan visibilityTimeout;

    /// <summary>Finds the queue.</summary>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        var name = mapping.SourceName;
        url = (await sqs.GetQueueUrlAsync(name, cancellation)).QueueUrl;
        var attributes = await sqs.GetQueueAttributesAsync(url, [QueueAttributeName.VisibilityTimeout], cancellation);
        visibilityTimeout = TimeSpan.FromSeconds(attributes.VisibilityTimeout);
        if (visibilityTimeout < function.Timeout)
        {
            throw new DeploymentException(
                $"{mapping.Function}: the visibility timeout of {name}, {visibilityTimeout.TotalSeconds} s, is less than the function's timeout, {function.Timeout.TotalSeconds} s");
        }
    }

    /// <summary>Polls until it is told to stop, then waits for the batches that are under way.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var concurrency = Math.Max(1, Math.Min(mapping.MaximumConcurrency ?? int.MaxValue, function.Capacity));
        using var room = new SemaphoreSlim(concurrency);
        try
        {
            while (true)
            {
                await gate.WhenOpen.WaitAsync(stop);
                await function.WhenStarted.WaitAsync(stop);
                await room.WaitAsync(stop);
                var handedOver = false;
                try
                {
                    handedOver = await PollAsync(room, stop);
                }
                catch (Exception exception) when (exception is AmazonServiceException or AmazonClientException or HttpRequestException)
                {
                    Log($"Polling {mapping.SourceArn} failed, trying again: {exception.Message}");
                    await Task.Delay(Rest, clock, stop);
                }
                finally
                {
                    if (!handedOver)
                        room.Release();
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            for (var batch = 0; batch < concurrency; batch++)
                await room.WaitAsync(CancellationToken.None);
        }
    }

    /// <summary>Receives a batch and lets it run. False when there was none.</summary>
    private async Task<bool> PollAsync(SemaphoreSlim room, CancellationToken stop)
    {
        var messages = await ReceiveBatchAsync(stop);
        if (messages.Count == 0)
            return false;
        try
        {
            messages = await AdmitAsync(messages, stop);
        }
        catch
        {
            inFlight.Released(messages);
            throw;
        }
        if (messages.Count == 0)
            return false;
        _ = ProcessAsync(messages, room, stop);
        return true;
    }

    /// <summary>The messages to deliver now, in their order; the others go back to the queue.</summary>
    private async Task<List<Message>> AdmitAsync(List<Message> messages, CancellationToken stop)
    {
        if (!gate.IsOpen || !function.WhenStarted.IsCompleted || faults.Hold(mapping, function, messages, gate))
        {
            await ReturnAsync(messages, TimeSpan.Zero, stop);
            return [];
        }
        var admitted = faults.Reorder(mapping, function, messages, out var putBack);
        foreach (var (message, delay) in putBack)
            await ReturnAsync([message], delay, stop);
        return admitted;
    }

    public async Task<string?> BusyAsync(long lastWrite, CancellationToken cancellation)
    {
        if (!function.WhenStarted.IsCompleted)
            return null;
        if (inFlight.InHands > 0)
            return $"{inFlight.InHands} messages of {mapping.SourceArn} being handled";
        if (!gate.IsOpen)
            return null;
        // One that has left the queue but not arrived here yet is in nobody's hands.
        var waiting = inFlight.Waiting;
        var attributes = await sqs.GetQueueAttributesAsync(
            url, [QueueAttributeName.ApproximateNumberOfMessages, QueueAttributeName.ApproximateNumberOfMessagesNotVisible], cancellation);
        var (visible, onTheirWay) = (attributes.ApproximateNumberOfMessages, attributes.ApproximateNumberOfMessagesNotVisible - waiting);
        return visible > 0 || onTheirWay > 0 ? $"{visible} messages in {mapping.SourceArn}, {onTheirWay} on their way" : null;
    }

    /// <summary>One batch: what a single request brings, or what comes within the batching window.</summary>
    private async Task<List<Message>> ReceiveBatchAsync(CancellationToken stop)
    {
        var batch = await ReceiveAsync(mapping.BatchSize, options.QueueWait, stop);
        if (mapping.BatchingWindow == TimeSpan.Zero || batch.Count == 0)
            return batch;
        var began = clock.GetTimestamp();
        try
        {
            while (batch.Count < mapping.BatchSize && mapping.BatchingWindow - clock.GetElapsedTime(began) is var left && left > TimeSpan.Zero)
                batch.AddRange(await ReceiveAsync(mapping.BatchSize - batch.Count, left, stop));
            return batch;
        }
        catch
        {
            inFlight.Released(batch);
            throw;
        }
    }

    private async Task<List<Message>> ReceiveAsync(int limit, TimeSpan wait, CancellationToken stop)
    {
        var request = new ReceiveMessageRequest
        {
            QueueUrl = url,
            MaxNumberOfMessages = Math.Min(limit, ReceiveLimit),
            WaitTimeSeconds = (int)Math.Ceiling(wait.TotalSeconds),
            MessageSystemAttributeNames = ["All"],
            MessageAttributeNames = ["All"],
        };
        var messages = (await sqs.ReceiveMessageAsync(request, stop)).Messages ?? [];
        inFlight.Received(messages, visibilityTimeout);
        // Empty answers to long polls come with time, not with purchases.
        if (messages.Count > 0)
            calls.Count("sqs", "ReceiveMessage");
        return messages;
    }

    private async Task ProcessAsync(List<Message> messages, SemaphoreSlim room, CancellationToken stop)
    {
        try
        {
            var wanted = messages.Where(Wanted).ToList();
            var failed = wanted.Count == 0 ? new HashSet<string>() : await DeliverAsync(wanted, stop);
            // As in AWS, what no filter wants is deleted.
            var done = messages.Where(message => !failed.Contains(message.MessageId)).ToList();
            var again = faults.Duplicate(mapping, function, done);
            await DeleteAsync(done.Except(again.Select(entry => entry.Message)), stop);
            foreach (var (message, delay) in again)
                await ReturnAsync([message], delay, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The messages appear again when their visibility timeout is over.
        }
        catch (Exception exception)
        {
            Log($"A batch of {mapping.SourceArn} was left in the queue: {exception}");
        }
        finally
        {
            inFlight.Released(messages);
            room.Release();
        }
    }

    private bool Wanted(Message message) =>
        mapping.Filters.Count == 0 || SqsEvent.ForFilter(message, mapping.SourceArn) is var record && mapping.Filters.Any(filter => filter.Matches(record));

    private async Task<IReadOnlySet<string>> DeliverAsync(List<Message> messages, CancellationToken stop)
    {
        var failed = await DeliverOnceAsync(messages, 0, stop);
        if (!options.DeliverTwice)
            return failed;
        var again = messages.Where(message => !failed.Contains(message.MessageId)).ToList();
        if (again.Count == 0)
            return failed;
        return failed.Union(await DeliverOnceAsync(again, 1, stop)).ToHashSet();
    }

    private async Task<IReadOnlySet<string>> DeliverOnceAsync(List<Message> messages, int redeliveries, CancellationToken stop)
    {
        var ids = messages.Select(message => message.MessageId);
        var result = await function.TryInvokeAsync(SqsEvent.Write(messages, mapping.SourceArn, redeliveries), clock.GetUtcNow() + visibilityTimeout, stop);
        // Not taken in time: the messages are visible again.
        return result is null ? ids.ToHashSet() : BatchResult.Failures(result, ids, mapping.ReportsItemFailures);
    }

    private async Task DeleteAsync(IEnumerable<Message> messages, CancellationToken stop)
    {
        foreach (var part in messages.Chunk(ReceiveLimit))
        {
            var entries = part.Select((message, index) => new DeleteMessageBatchRequestEntry(Id(index), message.ReceiptHandle));
            var response = await sqs.DeleteMessageBatchAsync(url, [.. entries], stop);
            inFlight.Gone(part);
            calls.Count("sqs", "DeleteMessageBatch");
            foreach (var failure in response.Failed ?? [])
                Log($"{part[int.Parse(failure.Id, CultureInfo.InvariantCulture)].MessageId} could not be deleted: {failure.Message}");
        }
    }

    /// <summary>Messages that came although nobody works on them now go back, to be received again after the delay.</summary>
    private async Task ReturnAsync(List<Message> messages, TimeSpan delay, CancellationToken stop)
    {
        foreach (var part in messages.Chunk(ReceiveLimit))
        {
            var seconds = (int)Math.Ceiling(delay.TotalSeconds);
            var entries = part.Select((message, index) =>
                new ChangeMessageVisibilityBatchRequestEntry(Id(index), message.ReceiptHandle) { VisibilityTimeout = seconds });
            await sqs.ChangeMessageVisibilityBatchAsync(url, [.. entries], stop);
            inFlight.Returned(part, delay);
        }
    }

    private static string Id(int index) => index.ToString(CultureInfo.InvariantCulture);

    private void Log(string text) => log.Write(new LogLine(clock.GetUtcNow(), FunctionName.Parse(mapping.Function).Name, null, text));
}
