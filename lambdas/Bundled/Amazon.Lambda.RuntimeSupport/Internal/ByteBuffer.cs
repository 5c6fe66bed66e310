namespace Amazon.Lambda.RuntimeSupport.Internal;

/// <summary>Bytes that grow, and keep their memory when cleared.</summary>
internal sealed class ByteBuffer
{
    private byte[] bytes = [];
    private int length;

    internal ReadOnlyMemory<byte> Written => bytes.AsMemory(0, length);

    internal void Clear() => length = 0;

    internal void Append(ReadOnlySpan<byte> more)
    {
        more.CopyTo(Free(more.Length).Span);
        length += more.Length;
    }

    /// <summary>Memory for at least so many bytes, to be filled and confirmed with <see cref="Advance"/>.</summary>
    internal Memory<byte> Free(int count)
    {
        if (bytes.Length - length < count)
            Array.Resize(ref bytes, Math.Max(length + count, bytes.Length * 2));
        return bytes.AsMemory(length);
    }

    internal void Advance(int count) => length += count;
}
