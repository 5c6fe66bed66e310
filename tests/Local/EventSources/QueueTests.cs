using Amazon.SQS.Model;
using Local.Deployment;

namespace Local.Tests.EventSources;

[Collection(SharedEventSources.Name)]
public sealed class QueueTests(EventSourceCloud cloud)
{
    private readonly string id = Guid.NewGuid().ToString();

    [Fact]
    public async Task Message_ReachesTheFunction_AndIsDeleted()
    {
        await cloud.Sqs.SendMessageAsync(new(cloud.Ref("OrdinaryQueue"), $"hello {id}")
        {
            MessageAttributes = new() { ["eventName"] = new() { DataType = "String", StringValue = "UserCreated" } },
        });
        var record = Assert.Single(await cloud.WaitForRecordsAsync("OrdinaryFunction", id, 1));
        Assert.Equal($"hello {id}", (string?)record["body"]);
        Assert.Equal("UserCreated", (string?)record["messageAttributes"]!["eventName"]!["stringValue"]);
        Assert.Equal("1", (string?)record["attributes"]!["ApproximateReceiveCount"]);
        Assert.NotNull(record["attributes"]!["SentTimestamp"]);
        Assert.EndsWith(":Test-OrdinaryQueue", (string?)record["eventSourceARN"], StringComparison.Ordinal);
        await cloud.WaitForMessagesAsync("OrdinaryQueue", 0);
    }

    [Fact]
    public async Task MessageThatFailed_ComesAgain_AndItsBatchMatesDoNot()
    {
        await SendAsync("OrdinaryQueue", $"good {id}", $"fails once {id}");
        var records = await cloud.WaitForRecordsAsync("OrdinaryFunction", id, 3);
        await cloud.WaitForMessagesAsync("OrdinaryQueue", 0);
        Assert.Equal([$"fails once {id}", $"fails once {id}", $"good {id}"], Bodies(records).Order());
        Assert.Equal("2", (string?)records[^1]["attributes"]!["ApproximateReceiveCount"]);
    }

    [Fact]
    public async Task MessageThatAlwaysFails_EndsInTheDeadLetterQueue()
    {
        await SendAsync("OrdinaryQueue", $"always fails {id}");
        await cloud.WaitForMessagesAsync("DeadLetters", 1);
        var dead = await cloud.Sqs.ReceiveMessageAsync(cloud.Ref("DeadLetters"));
        Assert.Equal($"always fails {id}", Assert.Single(dead.Messages).Body);
        await cloud.Sqs.DeleteMessageAsync(cloud.Ref("DeadLetters"), dead.Messages[0].ReceiptHandle);
        Assert.Equal(2, cloud.RecordsOf("OrdinaryFunction", id).Count);
    }

    [Fact]
    public async Task MessageThatNoFilterWants_IsDeleted_WithoutTheFunction()
    {
        await SendAsync("FilteredQueue", $"boring {id}", $"wanted {id}");
        await cloud.WaitForRecordsAsync("FilteredFunction", id, 1);
        await cloud.WaitForMessagesAsync("FilteredQueue", 0);
        Assert.Equal([$"wanted {id}"], Bodies(cloud.RecordsOf("FilteredFunction", id)));
    }

    /// <summary>Else a message would be delivered again while the function still works on it.</summary>
    [Fact]
    public async Task VisibilityTimeoutBelowTheFunctions_IsRefused_WithBothTimes()
    {
        await cloud.Sqs.CreateQueueAsync(new CreateQueueRequest($"brief-{id}") { Attributes = new() { ["VisibilityTimeout"] = "1" } });
        var ordinary = cloud.Pollers.Mappings.Single(mapping => mapping.SourceName.EndsWith("OrdinaryQueue", StringComparison.Ordinal));
        cloud.Pollers.Add(ordinary with { Id = id, SourceArn = $"arn:aws:sqs:eu-west-1:000000000000:brief-{id}" }, enabled: true);

        var refusal = await Assert.ThrowsAsync<DeploymentException>(() => cloud.Pollers.ExtendAsync(default));
        Assert.Contains($"the visibility timeout of brief-{id}, 1 s, is less than the function's timeout, 2 s", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoppedFunction_LeavesMessagesInTheQueue_AndHandlesThemWhenItIsBack()
    {
        var function = cloud.Ref("StoppableFunction");
        await cloud.Functions.StopFunctionAsync(function);
        await SendAsync("StoppableQueue", $"one {id}", $"two {id}");
        await cloud.WaitForMessagesAsync("StoppableQueue", 2);
        Assert.Empty(cloud.RecordsOf("StoppableFunction", id));

        await cloud.Functions.StartFunctionAsync(function);
        await cloud.WaitForRecordsAsync("StoppableFunction", id, 2);
        await cloud.WaitForMessagesAsync("StoppableQueue", 0);
    }

    [Fact]
    public async Task PausedMapping_LeavesMessagesInTheQueue_UntilItIsResumed()
    {
        var mapping = cloud.Ref("PausableMapping");
        cloud.Pollers.Pause(mapping);
        await SendAsync("PausableQueue", $"one {id}");
        await cloud.WaitForMessagesAsync("PausableQueue", 1);
        Assert.Empty(cloud.RecordsOf("PausableFunction", id));

        cloud.Pollers.Resume(mapping);
        await cloud.WaitForRecordsAsync("PausableFunction", id, 1);
    }

    [Fact]
    public async Task BatchingWindow_GathersMessagesIntoOneEvent()
    {
        await SendAsync("WindowedQueue", $"one {id}");
        await SendAsync("WindowedQueue", $"two {id}");
        await SendAsync("WindowedQueue", $"three {id}");
        await cloud.WaitForRecordsAsync("WindowedFunction", id, 3);
        var log = cloud.Cloud.Services.GetRequiredService<Local.Lambda.FunctionLog>().Read(cloud.Ref("WindowedFunction"));
        Assert.Single(log.Where(line => line.Text.Contains(id, StringComparison.Ordinal)).Select(line => line.RequestId).Distinct());
    }

    [Fact]
    public async Task MaximumConcurrency_LeavesTheOtherMessagesInTheQueue()
    {
        await SendAsync("NarrowQueue", [.. Enumerable.Range(0, 6).Select(number => $"slow {number} {id}")]);
        var most = 0;
        while (await cloud.CountAsync("NarrowQueue") is var (visible, taken) && visible + taken > 0)
            most = Math.Max(most, taken);
        Assert.Equal(2, most);
        Assert.Equal(6, cloud.RecordsOf("NarrowFunction", id).Count);
    }

    [Fact]
    public async Task EveryBatchTwice_DeliversAMessageAgain_BeforeItIsDeleted()
    {
        cloud.Options.DeliverTwice = true;
        try
        {
            await SendAsync("OrdinaryQueue", $"twice {id}");
            var records = await cloud.WaitForRecordsAsync("OrdinaryFunction", id, 2);
            Assert.Equal(["1", "2"], records.Select(record => (string?)record["attributes"]!["ApproximateReceiveCount"]));
            await cloud.WaitForMessagesAsync("OrdinaryQueue", 0);
        }
        finally
        {
            cloud.Options.DeliverTwice = false;
        }
    }

    private Task SendAsync(string queue, params string[] bodies) => cloud.Sqs.SendMessageBatchAsync(
        cloud.Ref(queue), [.. bodies.Index().Select(body => new Amazon.SQS.Model.SendMessageBatchRequestEntry($"{body.Index}", body.Item))]);

    private static IEnumerable<string?> Bodies(IEnumerable<System.Text.Json.Nodes.JsonNode> records) => records.Select(record => (string?)record["body"]);
}
