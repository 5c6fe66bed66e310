namespace Amazon.Lambda.Internal;

/// <summary>The operation in the form it has on the wire (REST).</summary>
internal static class Operations
{
    internal static InvokeOperation Invoke { get; } = new();
}
