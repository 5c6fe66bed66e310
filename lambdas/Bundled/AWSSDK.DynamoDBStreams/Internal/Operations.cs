using Amazon.DynamoDBStreams.Model;
using Bundled.Shared.Json;

namespace Amazon.DynamoDBStreams.Internal;

/// <summary>The operations in the form they have on the wire (AWS JSON 1.0).</summary>
internal static class Operations
{
    private static readonly JsonService Service = new("Amazon.DynamoDBStreams", "DynamoDBStreams_20120810", "1.0", Errors.Factory);

    internal static JsonOperation<DescribeStreamRequest, DescribeStreamResponse> DescribeStream { get; } = new(
        Service,
        nameof(DescribeStream),
        (json, request) =>
        {
            json.Text("ExclusiveStartShardId", request.ExclusiveStartShardId);
            json.Number("Limit", request.Limit);
            json.Text("StreamArn", request.StreamArn);
        },
        json => new() { StreamDescription = json.Structure("StreamDescription", StreamReader.Description) });

    internal static JsonOperation<GetShardIteratorRequest, GetShardIteratorResponse> GetShardIterator { get; } = new(
        Service,
        nameof(GetShardIterator),
        (json, request) =>
        {
            json.Text("SequenceNumber", request.SequenceNumber);
            json.Text("ShardId", request.ShardId);
            json.Text("ShardIteratorType", request.ShardIteratorType);
            json.Text("StreamArn", request.StreamArn);
        },
        json => new() { ShardIterator = json.Text("ShardIterator") });

    internal static JsonOperation<GetRecordsRequest, GetRecordsResponse> GetRecords { get; } = new(
        Service,
        nameof(GetRecords),
        (json, request) =>
        {
            json.Number("Limit", request.Limit);
            json.Text("ShardIterator", request.ShardIterator);
        },
        json => new() { NextShardIterator = json.Text("NextShardIterator"), Records = json.List("Records", RecordReader.Record) });

    internal static JsonOperation<ListStreamsRequest, ListStreamsResponse> ListStreams { get; } = new(
        Service,
        nameof(ListStreams),
        (json, request) =>
        {
            json.Text("ExclusiveStartStreamArn", request.ExclusiveStartStreamArn);
            json.Number("Limit", request.Limit);
            json.Text("TableName", request.TableName);
        },
        json => new() { LastEvaluatedStreamArn = json.Text("LastEvaluatedStreamArn"), Streams = json.List("Streams", StreamReader.Summary) });
}
