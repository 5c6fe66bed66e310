using System.Text.Json;
using Amazon.DynamoDBStreams.Model;
using Bundled.Shared.Json;

namespace Amazon.DynamoDBStreams.Internal;

/// <summary>Reads records and the items in them.</summary>
internal static class RecordReader
{
    internal static Record Record(JsonElement json) => new()
    {
        AwsRegion = json.Text("awsRegion"),
        Dynamodb = json.Structure("dynamodb", Change),
        EventID = json.Text("eventID"),
        EventName = json.Text("eventName"),
        EventSource = json.Text("eventSource"),
        EventVersion = json.Text("eventVersion"),
        UserIdentity = json.Structure<Identity>(
            "userIdentity", identity => new() { PrincipalId = identity.Text("PrincipalId"), Type = identity.Text("Type") }),
    };

    private static StreamRecord Change(JsonElement json) => new()
    {
        ApproximateCreationDateTime = json.Time("ApproximateCreationDateTime"),
        Keys = json.Structure("Keys", Item),
        NewImage = json.Structure("NewImage", Item),
        OldImage = json.Structure("OldImage", Item),
        SequenceNumber = json.Text("SequenceNumber"),
        SizeBytes = json.LongNumber("SizeBytes"),
        StreamViewType = json.Text("StreamViewType"),
    };

    private static Dictionary<string, AttributeValue> Item(JsonElement json) =>
        json.EnumerateObject().ToDictionary(attribute => attribute.Name, attribute => Value(attribute.Value));

    private static AttributeValue Value(JsonElement json) => new()
    {
        B = json.Blob("B"),
        BOOL = json.Flag("BOOL"),
        BS = json.List("BS", bytes => new MemoryStream(bytes.GetBytesFromBase64())),
        L = json.List("L", Value),
        M = json.Structure("M", Item),
        N = json.Text("N"),
        NS = json.List("NS", number => number.GetString()!),
        NULL = json.Flag("NULL"),
        S = json.Text("S"),
        SS = json.List("SS", text => text.GetString()!),
    };
}
