#nullable disable
using Amazon.Runtime;

namespace Amazon.DynamoDBStreams;

/// <summary>What of a changed item the stream holds.</summary>
public class StreamViewType : ConstantClass
{
    public static readonly StreamViewType KEYS_ONLY = new("KEYS_ONLY");

    public static readonly StreamViewType NEW_AND_OLD_IMAGES = new("NEW_AND_OLD_IMAGES");

    public static readonly StreamViewType NEW_IMAGE = new("NEW_IMAGE");

    public static readonly StreamViewType OLD_IMAGE = new("OLD_IMAGE");

    public StreamViewType(string value)
        : base(value)
    {
    }

    public static StreamViewType FindValue(string value) => FindValue<StreamViewType>(value);

    public static implicit operator StreamViewType(string value) => FindValue(value);
}
