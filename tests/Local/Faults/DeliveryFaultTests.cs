using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;
using Local.Cli;
using Local.Clock;
using Local.Faults;

namespace Local.Tests.Faults;

[Collection(SharedFaultCloud.Name)]
public sealed class DeliveryFaultTests(FaultCloud cloud)
{
    private readonly string id = FaultCloud.NewPurchase();

    [SkippableFact]
    public async Task DuplicatedMessage_IsDeliveredTwice()
    {
        Skip.If(ProcessTime.Hindrance is not null, ProcessTime.Hindrance);
        cloud.Faults.Add(new FaultRule(FaultKind.Duplicate) { PurchaseId = id, Queue = "work" });
        await cloud.SendAsync(new JsonObject { ["about"] = id });
        await cloud.QuietAsync();
        Assert.Equal(2, cloud.Deliveries("Worker", id).Count);
    }

    [SkippableFact]
    public void NameThatTheCloudDoesNotHave_IsSaid()
    {
        Skip.If(ProcessTime.Hindrance is not null, ProcessTime.Hindrance);
        var plan = new FaultPlan(0,
        [
            new FaultRule(FaultKind.Hold) { Function = "Worker", Queue = "work" }, new FaultRule(FaultKind.Duplicate) { Queue = cloud.Ref("Table") },
            new FaultRule(FaultKind.Throttle) { Function = FaultRule.Saga }, new FaultRule(FaultKind.Hold) { Function = "Nobody", Queue = "nowhere" },
        ]);

        Assert.Equal(
            ["The fault plan names Nobody, which is no function here.", "The fault plan names nowhere, which is no queue and no table that a function reads here."],
            FaultArguments.Unknown(plan, cloud.Cloud));
    }

    [SkippableFact]
    public async Task DuplicateWithADelay_ComesWhenTheClockHasPassedIt()
    {
        Skip.If(ProcessTime.Hindrance is not null, ProcessTime.Hindrance);
        cloud.Faults.Add(new FaultRule(FaultKind.Duplicate) { PurchaseId = id, Delay = TimeSpan.FromHours(2) });
        await cloud.SendAsync(new JsonObject { ["about"] = id });
        await cloud.QuietAsync();
        Assert.Single(cloud.Deliveries("Worker", id));
        cloud.Clock.Advance(TimeSpan.FromHours(2));
        await cloud.QuietAsync();
        Assert.Equal(2, cloud.Deliveries("Worker", id).Count);
    }

    [SkippableFact]
    public async Task DuplicatedRecordOfAStream_IsDeliveredTwice()
    {
        Skip.If(ProcessTime.Hindrance is not null, ProcessTime.Hindrance);
        cloud.Faults.Add(new FaultRule(FaultKind.Duplicate) { PurchaseId = id, Function = "Reader" });
        await PutAsync(id);
        await cloud.QuietAsync();
        Assert.Equal(2, cloud.Deliveries("Reader", id).Count);
    }

    /// <summary>Nobody would wait five minutes for the cloud to be quiet: what a batching window gathers waits for the clock.</summary>
    [SkippableFact]
    public async Task RecordsInABatchingWindow_AreQuiet_AndComeTogetherWhenTheClockHasPassedIt()
    {
        Skip.If(ProcessTime.Hindrance is not null, ProcessTime.Hindrance);
        cloud.Clock.Advance(TimeSpan.FromMinutes(5)); // what others have left in the window
        await cloud.QuietAsync();
        await PutAsync($"{id}-1");
        await PutAsync($"{id}-2");
        await cloud.QuietAsync();
        Assert.Empty(cloud.Deliveries("Gatherer", id));
        cloud.Clock.Advance(TimeSpan.FromMinutes(5));
        await cloud.QuietAsync();
        Assert.Equal(2, cloud.Deliveries("Gatherer", id).Count);
    }

    [SkippableFact]
    public async Task MessagePutBack_IsOvertakenByALaterOne()
    {
        Skip.If(ProcessTime.Hindrance is not null, ProcessTime.Hindrance);
        cloud.Faults.Add(new FaultRule(FaultKind.Reorder) { PurchaseId = id, Delay = TimeSpan.FromMinutes(5) });
        await cloud.SendAsync(new JsonObject { ["about"] = id, ["text"] = "first" });
        await cloud.QuietAsync();
        await cloud.SendAsync(new JsonObject { ["about"] = id, ["text"] = "second" });
        await cloud.QuietAsync();
        cloud.Clock.Advance(TimeSpan.FromMinutes(5));
        await cloud.QuietAsync();
        Assert.Equal(
            ["second", "first"],
            cloud.Deliveries("Worker", id).Select(TextOf));

        static string? TextOf(string line) => (string?)JsonNode.Parse((string)JsonNode.Parse(line["record ".Length..])!["body"]!)!["text"];
    }

    [SkippableFact]
    public async Task HeldQueue_KeepsItsMessages_UntilTheClockHasPassedTheHold()
    {
        Skip.If(ProcessTime.Hindrance is not null, ProcessTime.Hindrance);
        var other = FaultCloud.NewPurchase();
        cloud.Faults.Add(new FaultRule(FaultKind.Hold) { PurchaseId = id, Delay = TimeSpan.FromHours(1) });
        await cloud.SendAsync(new JsonObject { ["about"] = id });
        await cloud.SendAsync(new JsonObject { ["about"] = other });
        await cloud.QuietAsync();
        Assert.Empty(cloud.Deliveries("Worker", id));
        cloud.Clock.Advance(TimeSpan.FromHours(1));
        await cloud.QuietAsync();
        Assert.Single(cloud.Deliveries("Worker", id));
        Assert.Single(cloud.Deliveries("Worker", other));
    }

    /// <summary>Whoever waits for quiet must find everything handled, at whatever moment he asks.</summary>
    [SkippableFact]
    public async Task Quiet_MeansThatAMessageAndARecord_AreHandled()
    {
        Skip.If(ProcessTime.Hindrance is not null, ProcessTime.Hindrance);
        for (var round = 0; round < 25; round++)
        {
            var purchase = FaultCloud.NewPurchase();
            await cloud.SendAsync(cloud.Put(purchase));
            await cloud.QuietAsync();
            Assert.NotEmpty(cloud.Deliveries("Worker", purchase));
            Assert.NotEmpty(cloud.Deliveries("Reader", purchase));
        }
    }

    private Task PutAsync(string key) =>
        cloud.DynamoDb.PutItemAsync(new PutItemRequest(cloud.Ref("Table"), new() { ["id"] = new(key), ["text"] = new("change") }));
}
