#nullable disable
using Amazon.Runtime;

namespace Amazon.DynamoDBStreams;

/// <summary>What happened to the item.</summary>
public class OperationType : ConstantClass
{
    public static readonly OperationType INSERT = new("INSERT");

    public static readonly OperationType MODIFY = new("MODIFY");

    public static readonly OperationType REMOVE = new("REMOVE");

    public OperationType(string value)
        : base(value)
    {
    }

    public static OperationType FindValue(string value) => FindValue<OperationType>(value);

    public static implicit operator OperationType(string value) => FindValue(value);
}
