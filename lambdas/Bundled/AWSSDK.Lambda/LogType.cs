#nullable disable
using Amazon.Runtime;

namespace Amazon.Lambda;

/// <summary>Whether the answer holds the end of the log.</summary>
public class LogType : ConstantClass
{
    public static readonly LogType None = new("None");

    public static readonly LogType Tail = new("Tail");

    public LogType(string value)
        : base(value)
    {
    }

    public static LogType FindValue(string value) => FindValue<LogType>(value);

    public static implicit operator LogType(string value) => FindValue(value);
}
