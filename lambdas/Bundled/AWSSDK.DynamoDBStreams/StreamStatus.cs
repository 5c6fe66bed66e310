#nullable disable
using Amazon.Runtime;

namespace Amazon.DynamoDBStreams;

/// <summary>The states of a stream.</summary>
public class StreamStatus : ConstantClass
{
    public static readonly StreamStatus DISABLED = new("DISABLED");

    public static readonly StreamStatus DISABLING = new("DISABLING");

    public static readonly StreamStatus ENABLED = new("ENABLED");

    public static readonly StreamStatus ENABLING = new("ENABLING");

    public StreamStatus(string value)
        : base(value)
    {
    }

    public static StreamStatus FindValue(string value) => FindValue<StreamStatus>(value);

    public static implicit operator StreamStatus(string value) => FindValue(value);
}
