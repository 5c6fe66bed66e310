#nullable disable
using Amazon.Runtime;

namespace Amazon.DynamoDBStreams;

/// <summary>The part that an attribute has in the primary key.</summary>
public class KeyType : ConstantClass
{
    public static readonly KeyType HASH = new("HASH");

    public static readonly KeyType RANGE = new("RANGE");

    public KeyType(string value)
        : base(value)
    {
    }

    public static KeyType FindValue(string value) => FindValue<KeyType>(value);

    public static implicit operator KeyType(string value) => FindValue(value);
}
