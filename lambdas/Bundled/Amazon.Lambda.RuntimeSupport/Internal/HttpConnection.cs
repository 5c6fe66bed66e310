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
    private Socket? socket;
    private SocketReader? reader;

    /// <summary>True once a byte of the answer to the last request has come: it must not be sent again.</summary>
    internal bool AnswerBegan { get; private set; }

    /// <summary>Connects, unless the connection of the last exchange is kept.</summary>
    /// <exception cref="SocketException">Nobody listens at the address.</exception>
    internal async ValueTask OpenAsync(CancellationToken cancellation)
    {
        if (socket is not null)
            return;
        var opening = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await opening.ConnectAsync(address, cancellation).ConfigureAwait(false);
            (socket, reader) = (opening, new SocketReader(opening));
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
        var (sending, receiving) = (socket!, reader!);
        var before = receiving.Received;
        try
        {
            await SendAsync(sending, requestHead, cancellation).ConfigureAwait(false);
            await SendAsync(sending, requestBody, cancellation).ConfigureAwait(false);
            return await ReadReplyAsync(receiving, cancellation).ConfigureAwait(false);
        }
        catch
        {
            AnswerBegan = receiving.Received > before;
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        socket?.Dispose();
        (socket, reader) = (null, null);
    }

    private static async ValueTask SendAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None, cancellation).ConfigureAwait(false)..];
    }

    private async ValueTask<HttpReply> ReadReplyAsync(SocketReader from, CancellationToken cancellation)
    {
        head.Clear();
        body.Clear();
        while (await from.ReadLineAsync(cancellation).ConfigureAwait(false) is { Length: > 0 } line)
        {
            head.Append(line.Span);
            head.Append("\r\n"u8);
        }

        var status = HttpReply.ParseStatus(head.Written.Span);
        var close = Ascii.EqualsIgnoreCase(Header("Connection"u8), "close"u8);
        if (Ascii.EqualsIgnoreCase(Header("Transfer-Encoding"u8), "chunked"u8))
            await ReadChunksAsync(from, cancellation).ConfigureAwait(false);
        else if (Header("Content-Length"u8) is { IsEmpty: false } length)
            await from.ReadAsync(body, ParseNumber(length, 'D'), cancellation).ConfigureAwait(false);
        else if (status != (int)HttpStatusCode.NoContent)
        {
            // A body without a length ends with the connection.
            await from.ReadToEndAsync(body, cancellation).ConfigureAwait(false);
            close = true;
        }

        if (close)
            Dispose();
        return new HttpReply(status, head.Written, body.Written);
    }

    private async ValueTask ReadChunksAsync(SocketReader from, CancellationToken cancellation)
    {
        while (ParseChunkSize((await from.ReadLineAsync(cancellation).ConfigureAwait(false)).Span) is var size and > 0)
        {
            await from.ReadAsync(body, size, cancellation).ConfigureAwait(false);
            if ((await from.ReadLineAsync(cancellation).ConfigureAwait(false)).Length != 0)
                throw new InvalidDataException("A chunk is longer than its size.");
        }

        while ((await from.ReadLineAsync(cancellation).ConfigureAwait(false)).Length != 0)
        {
            // Trailer fields mean nothing here.
        }
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
