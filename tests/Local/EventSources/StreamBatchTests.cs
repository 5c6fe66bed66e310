using System.Text.Json.Nodes;
using Amazon.SQS;
using Amazon.SQS.Model;
using Local.Cli;
using Local.EventSources;
using Local.Faults;
using Local.Tests.Lambda;
using Local.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Local.Tests.EventSources;

/// <summary>What becomes of a batch of a shard: delivered, split, tried again, given up.</summary>
public sealed class StreamBatchTests : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2025, 7, 6, 22, 57, 0, TimeSpan.Zero));
    private readonly FailureQueue reports = new();
    private readonly FunctionHost host;

    public StreamBatchTests() => host = new FunctionHost(clock: clock);

    public Task InitializeAsync() => host.AddAsync("F");

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        reports.Dispose();
    }

    [Fact]
    public async Task RecordsThatAreTooOld_AreReported_AndNotDelivered()
    {
        await SettleAsync(new StreamSettings(false, false, null, TimeSpan.FromMinutes(1), FailureQueue.Arn), Record("1", "old", 61), Record("2", "fresh", 59));
        Assert.Equal(["fresh"], Delivered());
        var report = Assert.Single(reports.Bodies);
        Assert.Equal("RecordAgeExceeded", (string?)report["requestContext"]!["condition"]);
        Assert.Equal(("1", "1", 1), Range(report));
        Assert.Null(report["responseContext"]); // nothing was invoked
    }

    [Theory]
    [InlineData(true, 1, new[] { "always fails", "b", "c", "always fails", "b", "c" })]
    [InlineData(false, 3, new[] { "always fails", "b", "c" })]
    public async Task FailedBatch_IsSplit_WhenTheMappingSaysSo(bool bisect, int givenUp, string[] delivered)
    {
        await SettleAsync(new StreamSettings(false, bisect, 0, null, FailureQueue.Arn), Record("1", "always fails", 0), Record("2", "b", 0), Record("3", "c", 0));
        Assert.Equal(delivered, Delivered());
        Assert.Equal(("1", $"{givenUp}", givenUp), Range(Assert.Single(reports.Bodies)));
    }

    private async Task SettleAsync(StreamSettings settings, params JsonObject[] records)
    {
        var mapping = new EventSourceMapping(
            "mapping", "arn:aws:dynamodb:eu-west-1:000000000000:table/T/stream/S", "F", 10, TimeSpan.Zero, [], ReportsItemFailures: true, null, settings);
        var batches = new StreamBatches(
            mapping, "shard", new BatchInvoker(mapping, host.Functions, clock), new StreamFailures(reports, _ => reports, clock), new EventSourceOptions(),
            new DeliveryFaults(new FaultEngine(new Progress(new LocalCloudOptions { Quiet = true }), clock)), host.Log, clock);
        await batches.SettleAsync(records, CancellationToken.None);
    }

    private IEnumerable<string?> Delivered() => host.Log.Read("F").Where(line => line.Text.StartsWith("record ", StringComparison.Ordinal))
        .Select(line => (string?)JsonNode.Parse(line.Text["record ".Length..])!["dynamodb"]!["NewImage"]!["text"]!["S"]);

    private JsonObject Record(string sequenceNumber, string text, int ageSeconds) => new()
    {
        ["dynamodb"] = new JsonObject
        {
            ["SequenceNumber"] = sequenceNumber,
            ["ApproximateCreationDateTime"] = (double)(clock.GetUtcNow() - TimeSpan.FromSeconds(ageSeconds)).ToUnixTimeSeconds(),
            ["NewImage"] = new JsonObject { ["text"] = new JsonObject { ["S"] = text } },
        },
    };

    private static (string?, string?, int) Range(JsonNode report) => report["DDBStreamBatchInfo"] is { } info
        ? ((string?)info["startSequenceNumber"], (string?)info["endSequenceNumber"], (int)info["batchSize"]!)
        : default;

    /// <summary>Stands for the on-failure queue: keeps what is sent to it.</summary>
    private sealed class FailureQueue() : AmazonSQSClient(TestCloud.Developer, new AmazonSQSConfig { ServiceURL = "http://127.0.0.1:1" })
    {
        public const string Arn = "arn:aws:sqs:eu-west-1:000000000000:failures";

        public List<JsonNode> Bodies { get; } = [];

        public override Task<GetQueueUrlResponse> GetQueueUrlAsync(string queueName, CancellationToken cancellationToken = default) =>
            Task.FromResult(new GetQueueUrlResponse { QueueUrl = queueName });

        public override Task<SendMessageResponse> SendMessageAsync(string queueUrl, string messageBody, CancellationToken cancellationToken = default)
        {
            Bodies.Add(JsonNode.Parse(messageBody)!);
            return Task.FromResult(new SendMessageResponse());
        }
    }
}
