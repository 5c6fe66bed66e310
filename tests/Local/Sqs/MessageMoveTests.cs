using Amazon.SQS;
using Amazon.SQS.Model;
using Local.Tests.EventSources;

namespace Local.Tests.Sqs;

/// <summary>Redrives of dead-letter queues through the AWS endpoint, by the official client.</summary>
[Collection(SharedEventSources.Name)]
public sealed class MessageMoveTests(EventSourceCloud cloud) : IAsyncLifetime
{
    private readonly string id = Guid.NewGuid().ToString("n");
    private (string Url, string Arn) dead;

    public async Task InitializeAsync() => dead = await CreateAsync("dead", []);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Redrive_SendsEachMessageBack_ToTheQueueItCameFrom()
    {
        var (one, two) = (await CreateAsync("one"), await CreateAsync("two"));
        var first = await FailAsync(one.Url, "first");
        await FailAsync(two.Url, "second");
        var sources = await cloud.Sqs.ListDeadLetterSourceQueuesAsync(new() { QueueUrl = dead.Url });
        Assert.Equal([one.Url, two.Url], sources.QueueUrls.Order());

        await cloud.Sqs.StartMessageMoveTaskAsync(new() { SourceArn = dead.Arn });
        var done = await EndedAsync();

        Assert.Equal(("COMPLETED", 2L, 2L), (done.Status, done.ApproximateNumberOfMessagesMoved, done.ApproximateNumberOfMessagesToMove));
        Assert.Null(done.TaskHandle);
        var back = Assert.Single(await ReceiveAsync(one.Url));
        Assert.Equal(("first", "UserCreated"), (back.Body, back.MessageAttributes["eventName"].StringValue));
        Assert.NotEqual(first, back.MessageId);
        Assert.Equal("second", Assert.Single(await ReceiveAsync(two.Url)).Body);
        Assert.Empty(await ReceiveAsync(dead.Url));
    }

    [Fact]
    public async Task Redrive_WithADestination_SendsAllMessagesThere()
    {
        var (source, other) = (await CreateAsync("source"), await CreateAsync("other", []));
        await FailAsync(source.Url, "first");
        await cloud.Sqs.StartMessageMoveTaskAsync(new() { SourceArn = dead.Arn, DestinationArn = other.Arn });
        Assert.Equal(("COMPLETED", other.Arn), (await EndedAsync() is var done ? done.Status : null, done.DestinationArn));
        Assert.Equal("first", Assert.Single(await ReceiveAsync(other.Url)).Body);
        Assert.Empty(await ReceiveAsync(source.Url));
    }

    [Fact]
    public async Task RunningTask_IsTheOnlyOne_AndCancelled_LeavesTheRestInPlace()
    {
        var source = await CreateAsync("source");
        foreach (var body in (string[])["one", "two", "three", "four", "five"])
            await FailAsync(source.Url, body);
        var started = await cloud.Sqs.StartMessageMoveTaskAsync(new() { SourceArn = dead.Arn, MaxNumberOfMessagesPerSecond = 1 });

        Assert.Equal("UnsupportedOperation", await RefusedAsync(() => cloud.Sqs.StartMessageMoveTaskAsync(new() { SourceArn = dead.Arn })));
        var running = Assert.Single((await cloud.Sqs.ListMessageMoveTasksAsync(new() { SourceArn = dead.Arn, MaxResults = 10 })).Results);
        Assert.Equal(("RUNNING", started.TaskHandle, 1), (running.Status, running.TaskHandle, running.MaxNumberOfMessagesPerSecond));
        await cloud.Sqs.CancelMessageMoveTaskAsync(new() { TaskHandle = started.TaskHandle });
        var ended = await EndedAsync();

        Assert.Equal("CANCELLED", ended.Status);
        Assert.Equal(5, (await ReceiveAsync(source.Url)).Count + (await ReceiveAsync(dead.Url)).Count);
        Assert.True(ended.ApproximateNumberOfMessagesMoved < 5);
        await RefusedAsync(() => cloud.Sqs.CancelMessageMoveTaskAsync(new() { TaskHandle = started.TaskHandle }));
    }

    [Fact]
    public async Task MessageThatNoQueueGaveUp_StaysWhereItIs_AndFailsTheTask()
    {
        await CreateAsync("source");
        await cloud.Sqs.SendMessageAsync(dead.Url, "by hand");
        await cloud.Sqs.StartMessageMoveTaskAsync(new() { SourceArn = dead.Arn });
        var ended = await EndedAsync();
        Assert.Equal(("FAILED", "CouldNotDetermineMessageSource"), (ended.Status, ended.FailureReason));
        Assert.Equal("by hand", Assert.Single(await ReceiveAsync(dead.Url)).Body);
    }

    [Fact]
    public async Task WrongTask_IsRefused_ByTheReason()
    {
        Assert.Equal("InvalidParameterValue", await RefusedAsync(() => cloud.Sqs.StartMessageMoveTaskAsync(new() { SourceArn = dead.Arn })));
        var source = await CreateAsync("source");
        Assert.Equal("ResourceNotFoundException", await RefusedAsync(() => cloud.Sqs.StartMessageMoveTaskAsync(new() { SourceArn = dead.Arn + "x" })));
        Assert.Equal("ResourceNotFoundException", await RefusedAsync(
            () => cloud.Sqs.StartMessageMoveTaskAsync(new() { SourceArn = dead.Arn, DestinationArn = source.Arn + "x" })));
        Assert.Equal("InvalidParameterValue", await RefusedAsync(
            () => cloud.Sqs.StartMessageMoveTaskAsync(new() { SourceArn = dead.Arn, MaxNumberOfMessagesPerSecond = 501 })));
        Assert.Equal("ResourceNotFoundException", await RefusedAsync(() => cloud.Sqs.CancelMessageMoveTaskAsync(new() { TaskHandle = "none" })));
        Assert.Empty((await cloud.Sqs.ListMessageMoveTasksAsync(new() { SourceArn = dead.Arn })).Results ?? []);
    }

    /// <summary>A queue; unless told otherwise, one that gives a message up when it is received a second time.</summary>
    private async Task<(string Url, string Arn)> CreateAsync(string name, Dictionary<string, string>? attributes = null)
    {
        var url = (await cloud.Sqs.CreateQueueAsync(new CreateQueueRequest($"{name}-{id}")
        {
            Attributes = attributes ?? new() { ["RedrivePolicy"] = $$"""{"deadLetterTargetArn":"{{dead.Arn}}","maxReceiveCount":"1"}""" },
        })).QueueUrl;
        return (url, (await cloud.Sqs.GetQueueAttributesAsync(url, ["QueueArn"])).QueueARN);
    }

    /// <summary>Has a message end in the dead-letter queue.</summary>
    private async Task<string> FailAsync(string url, string body)
    {
        var sent = await cloud.Sqs.SendMessageAsync(new(url, body)
        {
            MessageAttributes = new() { ["eventName"] = new() { DataType = "String", StringValue = "UserCreated" } },
        });
        Assert.Single(await ReceiveAsync(url));
        Assert.Empty(await ReceiveAsync(url));
        return sent.MessageId;
    }

    private async Task<List<Message>> ReceiveAsync(string url) => (await cloud.Sqs.ReceiveMessageAsync(new ReceiveMessageRequest(url)
    {
        MaxNumberOfMessages = 10,
        VisibilityTimeout = 0,
        MessageAttributeNames = ["All"],
    })).Messages ?? [];

    private async Task<ListMessageMoveTasksResultEntry> EndedAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var newest = (await cloud.Sqs.ListMessageMoveTasksAsync(new() { SourceArn = dead.Arn }, deadline.Token)).Results[0];
            if (newest.Status is not ("RUNNING" or "CANCELLING"))
                return newest;
            await Task.Delay(10, deadline.Token);
        }
    }

    private static async Task<string> RefusedAsync(Func<Task> call) => (await Assert.ThrowsAnyAsync<AmazonSQSException>(call)).ErrorCode;
}
