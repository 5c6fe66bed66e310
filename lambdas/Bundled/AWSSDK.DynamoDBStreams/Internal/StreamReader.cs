using System.Text.Json;
using Amazon.DynamoDBStreams.Model;
using Bundled.Shared.Json;

namespace Amazon.DynamoDBStreams.Internal;

/// <summary>Reads what the service tells about streams.</summary>
internal static class StreamReader
{
    internal static StreamDescription Description(JsonElement json) => new()
    {
        CreationRequestDateTime = json.Time("CreationRequestDateTime"),
        KeySchema = json.List<KeySchemaElement>(
            "KeySchema", key => new() { AttributeName = key.Text("AttributeName"), KeyType = key.Text("KeyType") }),
        LastEvaluatedShardId = json.Text("LastEvaluatedShardId"),
        Shards = json.List("Shards", Shard),
        StreamArn = json.Text("StreamArn"),
        StreamLabel = json.Text("StreamLabel"),
        StreamStatus = json.Text("StreamStatus"),
        StreamViewType = json.Text("StreamViewType"),
        TableName = json.Text("TableName"),
    };

    internal static StreamSummary Summary(JsonElement json) => new()
    {
        StreamArn = json.Text("StreamArn"),
        StreamLabel = json.Text("StreamLabel"),
        TableName = json.Text("TableName"),
    };

    private static Shard Shard(JsonElement json) => new()
    {
        ParentShardId = json.Text("ParentShardId"),
        SequenceNumberRange = json.Structure<SequenceNumberRange>("SequenceNumberRange", range => new()
        {
            EndingSequenceNumber = range.Text("EndingSequenceNumber"),
            StartingSequenceNumber = range.Text("StartingSequenceNumber"),
        }),
        ShardId = json.Text("ShardId"),
    };
}
