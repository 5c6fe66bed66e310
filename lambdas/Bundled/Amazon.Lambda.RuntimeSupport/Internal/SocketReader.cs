using System.Net.Sockets;

namespace Amazon.Lambda.RuntimeSupport.Internal;

/// <summary>Reads lines and runs of bytes from one connection.</summary>
internal sealed class SocketReader(Socket socket)
{
    private byte[] unread = new byte[16 * 1024];
    private int start;
    private int end;

    /// <summary>How many bytes have come so far.</summary>
    internal long Received { get; private set; }

    /// <summary>Reads up to the next CRLF, which is left out. The memory holds until the next read.</summary>
    /// <exception cref="EndOfStreamException">The server closed the connection.</exception>
    internal async ValueTask<ReadOnlyMemory<byte>> ReadLineAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var length = unread.AsSpan(start, end - start).IndexOf("\r\n"u8);
            if (length >= 0)
            {
                var line = unread.AsMemory(start, length);
                start += length + 2;
                return line;
            }

            MakeRoom();
            end += await ReceiveAsync(unread.AsMemory(end), cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Appends so many bytes to a buffer.</summary>
    /// <exception cref="EndOfStreamException">The server closed the connection before them.</exception>
    internal async ValueTask ReadAsync(ByteBuffer target, int count, CancellationToken cancellation)
    {
        var buffered = Math.Min(count, end - start);
        target.Append(unread.AsSpan(start, buffered));
        start += buffered;
        for (var missing = count - buffered; missing > 0;)
        {
            var received = await ReceiveAsync(target.Free(missing)[..missing], cancellation).ConfigureAwait(false);
            target.Advance(received);
            missing -= received;
        }
    }

    /// <summary>Appends all bytes until the server closes the connection.</summary>
    internal async ValueTask ReadToEndAsync(ByteBuffer target, CancellationToken cancellation)
    {
        target.Append(unread.AsSpan(start, end - start));
        start = end;
        while (await socket.ReceiveAsync(target.Free(4096), SocketFlags.None, cancellation).ConfigureAwait(false) is var received and > 0)
            target.Advance(received);
    }

    private void MakeRoom()
    {
        var length = end - start;
        var target = length == unread.Length ? new byte[unread.Length * 2] : unread;
        unread.AsSpan(start, length).CopyTo(target);
        (unread, start, end) = (target, 0, length);
    }

    private async ValueTask<int> ReceiveAsync(Memory<byte> target, CancellationToken cancellation)
    {
        var count = await socket.ReceiveAsync(target, SocketFlags.None, cancellation).ConfigureAwait(false);
        if (count == 0)
            throw new EndOfStreamException("The connection was closed before the answer was complete.");
        Received += count;
        return count;
    }
}
