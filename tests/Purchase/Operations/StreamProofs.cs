using Amazon.DynamoDBStreams;
using Amazon.DynamoDBStreams.Model;
using Purchase.Tests.Support;

namespace Purchase.Tests.Operations;

/// <summary>DynamoDB Streams, by the bundled AWSSDK.DynamoDBStreams.</summary>
internal static class StreamProofs
{
    public static IReadOnlyDictionary<string, Func<Workbench, Task>> All { get; } = new Dictionary<string, Func<Workbench, Task>>
    {
        ["ListStreams"] = async bench =>
            Assert.Contains((await bench.Streams.ListStreamsAsync(new ListStreamsRequest())).Streams, stream => stream.StreamArn == bench.StreamArn),
        ["DescribeStream"] = async bench => Assert.NotEmpty(await ShardAsync(bench)),
        ["GetShardIterator"] = async bench => Assert.NotEmpty(await IteratorAsync(bench)),
        ["GetRecords"] = async bench =>
        {
            var id = await ItemProofs.PutAsync(bench);
            var iterator = await IteratorAsync(bench);
            await Wait.ForAsync("the record", async () =>
                (await bench.Streams.GetRecordsAsync(new GetRecordsRequest { ShardIterator = iterator }))
                    .Records.FirstOrDefault(record => record.Dynamodb.Keys["id"].S == id));
        },
    };

    private static async Task<string> ShardAsync(Workbench bench) =>
        (await bench.Streams.DescribeStreamAsync(new DescribeStreamRequest { StreamArn = bench.StreamArn })).StreamDescription.Shards[0].ShardId;

    private static async Task<string> IteratorAsync(Workbench bench) => (await bench.Streams.GetShardIteratorAsync(new GetShardIteratorRequest
    {
        StreamArn = bench.StreamArn, ShardId = await ShardAsync(bench), ShardIteratorType = ShardIteratorType.TRIM_HORIZON,
    })).ShardIterator;
}
