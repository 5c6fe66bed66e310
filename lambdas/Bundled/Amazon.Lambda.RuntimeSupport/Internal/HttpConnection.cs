using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Amazon.Lambda.RuntimeSupport.Internal;

/// <summary>
/// One HTTP/1.1 connection, one exchange at a time (RFC 9112). It has no time limits at all: Lambda freezes the process while it waits for
/// the next event, for hours at times. A plain socket, because HttpClient would be the larger part of an invocation's time and garbage.
/// </summary>
internal sealed class HttpConnection(DnsEndPoint address) : IDisposable
{
    private readonly ByteBuffer head = new();
    private readonly ByteBuffer body = new();
    private byte[] unread = new byte[16 * 1024];
    private int unreadStart;
    private int unreadEnd;
    private Socket? socket;

    /// <summary>True once a byte of the answer to the last request has come: it must not be sent again.</summary>
    internal bool AnswerBegan { get; private set; }

    /// <summary>Connects, unless the connection of the last exchange is kept.</summary>
    /// <exception cref="SocketException">Nobody listens at the address.</exception>
    internal async ValueTask OpenAsync(CancellationToken cancellation)
    {
        if (socket is not null)
            return;
        unreadStart = unreadEnd = 0;
        var opening = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await opening.ConnectAsync(address, cancellation).ConfigureAwait(false);
            socket = opening;
        }
        finally
        {
            if (socket is null)
                opening.Dispose();
        }
    }

    /// <summary>Sends a request over the open connection and reads its answer. After a failure the connection is closed.</summary>
    /// <exception cref="SocketException">The connection broke.</exception>
    /// <exception cref="EndOfStreamException">The server closed the connection before the answer was complete.</exception>
    /// <exception cref="InvalidDataException">The answer is no valid HTTP/1.1.</exception>
    internal async Task<HttpReply> ExchangeAsync(ReadOnlyMemory<byte> requestHead, ReadOnlyMemory<byte> requestBody, CancellationToken cancellation)
    {
        AnswerBegan = false;
        try
        {
            await SendAsync(requestHead, cancellation).ConfigureAwait(false);
            await SendAsync(requestBody, cancellation).ConfigureAwait(false);
            return await ReadReplyAsync(cancellation).ConfigureAwait(false);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        socket?.Dispose();
        socket = null;
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await socket!.SendAsync(bytes, SocketFlags.None, cancellation).ConfigureAwait(false)..];
    }

    private async ValueTask<HttpReply> ReadReplyAsync(CancellationToken cancellation)
    {
        await ReadHeadAsync(cancellation).ConfigureAwait(false);
        var status = HttpReply.ParseStatus(head.Written.Span);
        var close = Ascii.EqualsIgnoreCase(Header("Connection"u8), "close"u8);
        body.Clear();
        if (Ascii.EqualsIgnoreCase(Header("Transfer-Encoding"u8), "chunked"u8))
            await ReadChunksAsync(cancellation).ConfigureAwait(false);
        else if (Header("Content-Length"u8) is { IsEmpty: false } length)
            await ReadBodyAsync(ParseNumber(length, 'D'), cancellation).ConfigureAwait(false);
        else if (status != (int)HttpStatusCode.NoContent)
            close = await ReadToEndAsync(cancellation).ConfigureAwait(false);

        if (close)
            Dispose();
        return new HttpReply(status, head.Written, body.Written);
    }

    private async ValueTask ReadHeadAsync(CancellationToken cancellation)
    {
        head.Clear();
        while (await ReadLineAsync(cancellation).ConfigureAwait(false) is { Length: > 0 } line)
        {
            head.Append(line.Span);
            head.Append("\r\n"u8);
        }
    }

    private async ValueTask ReadChunksAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var line = await ReadLineAsync(cancellation).ConfigureAwait(false);
            var size = ParseChunkSize(line.Span);
            if (size == 0)
                break;
            await ReadBodyAsync(size, cancellation).ConfigureAwait(false);
            if ((await ReadLineAsync(cancellation).ConfigureAwait(false)).Length != 0)
                throw new InvalidDataException("A chunk is longer than its size.");
        }

        while ((await ReadLineAsync(cancellation).ConfigureAwait(false)).Length != 0)
        {
            // Trailer fields mean nothing here.
        }
    }

    private async ValueTask ReadBodyAsync(int length, CancellationToken cancellation)
    {
        var buffered = Math.Min(length, unreadEnd - unreadStart);
        body.Append(unread.AsSpan(unreadStart, buffered));
        unreadStart += buffered;
        for (var missing = length - buffered; missing > 0;)
        {
            var count = await ReceiveAsync(body.Free(missing)[..missing], cancellation).ConfigureAwait(false);
            body.Advance(count);
            missing -= count;
        }
    }

    // A body without a length ends with the connection.
    private async ValueTask<bool> ReadToEndAsync(CancellationToken cancellation)
    {
        body.Append(unread.AsSpan(unreadStart, unreadEnd - unreadStart));
        unreadStart = unreadEnd;
        while (await socket!.ReceiveAsync(body.Free(4096), SocketFlags.None, cancellation).ConfigureAwait(false) is var count and > 0)
            body.Advance(count);
        return true;
    }

    // The line holds until the next read.
    private async ValueTask<ReadOnlyMemory<byte>> ReadLineAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var end = unread.AsSpan(unreadStart, unreadEnd - unreadStart).IndexOf("\r\n"u8);
            if (end >= 0)
            {
                var line = unread.AsMemory(unreadStart, end);
                unreadStart += end + 2;
                return line;
            }

            MakeRoom();
            unreadEnd += await ReceiveAsync(unread.AsMemory(unreadEnd), cancellation).ConfigureAwait(false);
        }
    }

    private void MakeRoom()
    {
        var length = unreadEnd - unreadStart;
        var target = length == unread.Length ? new byte[unread.Length * 2] : unread;
        unread.AsSpan(unreadStart, length).CopyTo(target);
        (unread, unreadStart, unreadEnd) = (target, 0, length);
    }

    private async ValueTask<int> ReceiveAsync(Memory<byte> target, CancellationToken cancellation)
    {
        var count = await socket!.ReceiveAsync(target, SocketFlags.None, cancellation).ConfigureAwait(false);
        if (count == 0)
            throw new EndOfStreamException("The connection was closed before the answer was complete.");
        AnswerBegan = true;
        return count;
    }

    private ReadOnlySpan<byte> Header(ReadOnlySpan<byte> name) =>
        HttpReply.TryFindHeader(head.Written.Span, name, out var value) ? value : default;

    private static int ParseChunkSize(ReadOnlySpan<byte> line)
    {
        var extension = line.IndexOf((byte)';');
        return ParseNumber((extension < 0 ? line : line[..extension]).Trim(" \t"u8), 'X');
    }

    private static int ParseNumber(ReadOnlySpan<byte> digits, char format) =>
        Utf8Parser.TryParse(digits, out int number, out var length, format) && length == digits.Length && number >= 0
            ? number
            : throw new InvalidDataException($"'{Encoding.ASCII.GetString(digits)}' is no length.");
}
