using System.Diagnostics;
using Amazon.StepFunctions.Model;
using Contracts;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Events;
using Services.Tests.Support;

namespace Services.Tests.Platform;

public class EventConsumerTests
{
    private readonly RecordingStepFunctions saga = new();

    [Fact]
    public async Task Answer_GoesToTheStateThatWaits()
    {
        var answer = await Consumer(_ => SagaAnswer.Done(new RefundAnswer("re_1"), ContractsJson.Default.RefundAnswer))
            .ConsumeAsync(new QueueBatch([Message("m1", PaymentSuccessful, token: "token-1")]), default);

        Assert.Empty(answer.BatchItemFailures);
        Assert.Equal(("token-1", """{"refundId":"re_1"}"""), Assert.Single(saga.Successes));
    }

    [Fact]
    public async Task Refusal_FailsTheTask_AndIsNotRetried()
    {
        var answer = await Consumer(_ => new SagaAnswer.Refusal("UserRefused", "no"))
            .ConsumeAsync(new QueueBatch([Message("m1", PaymentSuccessful, token: "token-1")]), default);

        Assert.Empty(answer.BatchItemFailures);
        Assert.Equal(("token-1", "UserRefused"), Assert.Single(saga.Failures));
    }

    [Fact]
    public async Task OneFailingMessage_IsReportedAlone()
    {
        var answer = await Consumer(e => e.PurchaseId == "pur_bad" ? throw new TimeoutException() : null).ConsumeAsync(
            new QueueBatch([Message("m1", PaymentSuccessful), Message("m2", PaymentSuccessful.Replace("pur_test", "pur_bad")), Message("m3", PaymentSuccessful)]),
            default);

        Assert.Equal(["m2"], answer.BatchItemFailures.Select(failure => failure.ItemIdentifier));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    public async Task MalformedMessage_IsReported_AndDoesNotBlockItsNeighbour(string body)
    {
        var seen = new List<string>();
        var answer = await Consumer(e => { seen.Add(e.PurchaseId); return null; })
            .ConsumeAsync(new QueueBatch([Message("m1", body), Message("m2", PaymentSuccessful)]), default);

        Assert.Equal(["m1"], answer.BatchItemFailures.Select(failure => failure.ItemIdentifier));
        Assert.Equal(["pur_test"], seen);
    }

    [Fact]
    public async Task UnknownEvent_IsIgnored()
    {
        var answer = await Consumer(_ => throw new InvalidOperationException("must not be called"))
            .ConsumeAsync(new QueueBatch([Message("m1", PaymentSuccessful.Replace("PaymentSuccessful", "CartAbandoned"))]), default);

        Assert.Empty(answer.BatchItemFailures);
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(5, 1)]
    public async Task LastAttempt_TellsTheSaga_AndStillGoesToTheDlq(int receiveCount, int failures)
    {
        var answer = await Consumer(_ => throw new TimeoutException())
            .ConsumeAsync(new QueueBatch([Message("m1", PaymentSuccessful, "token-1", receiveCount)]), default);

        Assert.Single(answer.BatchItemFailures);
        Assert.Equal(failures, saga.Failures.Count);
    }

    /// <summary>A process that was killed in its last attempt told nobody: the saga would wait for days.</summary>
    [Fact]
    public async Task DeliveryAfterTheLastAttempt_OnlyTellsTheSaga()
    {
        var answer = await Consumer(_ => throw new UnreachableException("The work is not to be done again."))
            .ConsumeAsync(new QueueBatch([Message("m1", PaymentSuccessful, "token-1", receiveCount: 6)]), default);

        Assert.Equal("m1", Assert.Single(answer.BatchItemFailures).ItemIdentifier);
        Assert.Equal(("token-1", "ConsumerFailed"), Assert.Single(saga.Failures));
    }

    [Fact]
    public async Task DeliveryAfterTheLastAttempt_IsOneMoreAttempt_WhereNobodyWaits()
    {
        var seen = new List<string>();
        var answer = await Consumer(e => { seen.Add(e.PurchaseId); return null; })
            .ConsumeAsync(new QueueBatch([Message("m1", PaymentSuccessful, receiveCount: 6)]), default);

        Assert.Empty(answer.BatchItemFailures);
        Assert.Single(seen);
    }

    /// <summary>The deadline that fails the last attempt must not also swallow the message about it.</summary>
    [Fact]
    public async Task LastAttemptThatRunsOutOfTime_StillTellsTheSaga()
    {
        using var deadline = new CancellationTokenSource();
        var consumer = Consumer(_ =>
        {
            deadline.Cancel();
            throw new OperationCanceledException(deadline.Token);
        });

        await consumer.ConsumeAsync(new QueueBatch([Message("m1", PaymentSuccessful, "token-1", receiveCount: 5)]), deadline.Token);
        Assert.Equal(("token-1", "ConsumerFailed"), Assert.Single(saga.Failures));
    }

    /// <summary>UserCreationFailed reaches three consumers with one token; only the refund may answer for it.</summary>
    [Fact]
    public async Task ConsumerThatTheSagaDoesNotWaitFor_NeitherAnswersNorGivesUp()
    {
        var other = Message("m1", PaymentSuccessful, "token-1", receiveCount: 5, eventName: "UserCreationFailed");

        await Consumer(_ => throw new TimeoutException()).ConsumeAsync(new QueueBatch([other]), default);
        await Consumer(_ => new SagaAnswer.Success("{}")).ConsumeAsync(new QueueBatch([other]), default);
        Assert.Empty(saga.Failures);
        Assert.Empty(saga.Successes);
    }

    [Fact]
    public async Task SagaThatMovedOn_IsNoFailure()
    {
        saga.Error = new TaskTimedOutException("gone");
        var answer = await Consumer(_ => new SagaAnswer.Success("{}"))
            .ConsumeAsync(new QueueBatch([Message("m1", PaymentSuccessful, "token-1")]), default);

        Assert.Empty(answer.BatchItemFailures);
    }

    [Fact]
    public async Task AnswerThatCouldNotBeSent_BringsTheMessageBack()
    {
        saga.Error = new HttpRequestException("no route");
        var answer = await Consumer(_ => new SagaAnswer.Success("{}"))
            .ConsumeAsync(new QueueBatch([Message("m1", PaymentSuccessful, "token-1")]), default);

        Assert.Single(answer.BatchItemFailures);
    }

    [Fact]
    public async Task ConsumerOutsideTheSaga_IgnoresTokens()
    {
        var consumer = new EventConsumer((_, _) => Task.FromResult<SagaAnswer?>(new SagaAnswer.Success("{}")), null, 5, NullLogger.Instance);

        Assert.Empty((await consumer.ConsumeAsync(new QueueBatch([Message("m1", PaymentSuccessful, "token-1")]), default)).BatchItemFailures);
        Assert.Empty(saga.Successes);
    }

    private static readonly string PaymentSuccessful = Messages.Text(Events.PaymentSuccessful());

    private EventConsumer Consumer(Func<PurchaseEvent, SagaAnswer?> react) => new(
        (e, _) => Task.FromResult(react(e)), new SagaParticipant(saga, "PaymentSuccessful", NullLogger.Instance), maxAttempts: 5, NullLogger.Instance);

    private static QueueMessage Message(
        string id, string body, string? token = null, int receiveCount = 1, string eventName = "PaymentSuccessful")
    {
        var attributes = new Dictionary<string, MessageAttribute> { ["eventName"] = new(eventName, "String") };
        if (token is not null)
            attributes["taskToken"] = new MessageAttribute(token, "String");
        return new QueueMessage(id, body, new Dictionary<string, string> { ["ApproximateReceiveCount"] = $"{receiveCount}" }, attributes);
    }
}
