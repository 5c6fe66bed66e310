using Contracts;
using Microsoft.Extensions.Logging;

namespace Platform.Events;

/// <summary>Reacts to one event.</summary>
/// <returns>The answer for the saga, or null when this consumer has nothing to answer to this event.</returns>
public delegate Task<SagaAnswer?> EventReaction(PurchaseEvent purchaseEvent, CancellationToken cancellation);

/// <summary>
/// Runs a consumer over a batch. Each message succeeds or fails by itself; a failed one is delivered again and ends in the DLQ,
/// and its last attempt tells the saga, so that nobody waits for an answer that can't come any more.
/// </summary>
/// <param name="participant">Null for a consumer that the saga never waits for: it ignores task tokens.</param>
/// <param name="maxAttempts">
/// How often a message is worked on. The queue delivers it once more before the DLQ: should the last attempt have ended without a word, in a
/// crash for instance, that delivery tells the saga and does nothing else.
/// </param>
public sealed class EventConsumer(EventReaction react, SagaParticipant? participant, int maxAttempts, ILogger log)
{
    /// <summary>The time to tell the saga of a failure. Its own, because running out of time is one of the failures.</summary>
    private static readonly TimeSpan GiveUpTime = TimeSpan.FromSeconds(1.5);

    public async Task<BatchAnswer> ConsumeAsync(QueueBatch batch, CancellationToken cancellation)
    {
        var failures = await Task.WhenAll(batch.Records.Select(message => ConsumeAsync(message, cancellation)));
        return new BatchAnswer([.. failures.OfType<BatchItemFailure>()]);
    }

    private async Task<BatchItemFailure?> ConsumeAsync(QueueMessage message, CancellationToken cancellation)
    {
        using var messageScope = log.BeginScope(new Dictionary<string, object?> { ["messageId"] = message.MessageId });
        try
        {
            if (message.ReceiveCount > maxAttempts && TokenFor(message) is not null)
                throw new AttemptsExhaustedException();
            var envelope = EventEnvelope.Parse(message.Body);
            using var scope = log.BeginScope(new Dictionary<string, object?>
            {
                ["purchaseId"] = envelope.Data?.PurchaseId,
                ["eventName"] = envelope.EventName,
                ["traceId"] = envelope.TraceId,
            });
            await ConsumeAsync(envelope, TokenFor(message), cancellation);
            return null;
        }
        catch (Exception e)
        {
            log.LogError(e, "Attempt {Attempt} of {MaxAttempts} failed", message.ReceiveCount, maxAttempts);
            await GiveUpAsync(message, e);
            return new BatchItemFailure(message.MessageId);
        }
    }

    private async Task ConsumeAsync(EventEnvelope envelope, string? taskToken, CancellationToken cancellation)
    {
        if (envelope.Data is null)
        {
            log.LogInformation("This consumer doesn't know the event and ignores it");
            return;
        }
        var answer = await react(envelope.Data, cancellation);
        if (answer is not null && taskToken is not null && participant is not null)
            await participant.AnswerAsync(taskToken, answer, cancellation);
    }

    private async Task GiveUpAsync(QueueMessage message, Exception failure)
    {
        if (participant is null || TokenFor(message) is not { } token || message.ReceiveCount < maxAttempts)
            return;
        using var limit = new CancellationTokenSource(GiveUpTime);
        try
        {
            await participant.AnswerAsync(token, new SagaAnswer.NotYet(SagaErrors.ConsumerFailed, failure.GetType().Name), limit.Token);
        }
        catch (Exception e)
        {
            // The saga's own timeout is the safety net; the message goes to the DLQ either way.
            log.LogError(e, "The saga could not be told that the last attempt failed");
        }
    }

    /// <summary>The token, when the saga waits for this consumer and not for another one of the same event.</summary>
    private string? TokenFor(QueueMessage message) => participant?.IsAskedBy(message.EventName) == true ? message.TaskToken : null;
}

/// <summary>The last attempt ended without a word; the message is on its way to the DLQ.</summary>
public sealed class AttemptsExhaustedException() : Exception("All attempts at this message have been made.");
