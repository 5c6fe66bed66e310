using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ScriptedFunction;

/// <summary>An answer of the Runtime API.</summary>
internal sealed record Answer(int Status, Dictionary<string, string> Headers, string Body);

/// <summary>Speaks HTTP/1.1 over one socket: HttpClient would double the start time of every test's process.</summary>
internal sealed class RuntimeApiClient(string address) : IDisposable
{
    private readonly TcpClient tcp = new(address.Split(':')[0], int.Parse(address.Split(':')[1], CultureInfo.InvariantCulture));

    public Answer Get(string path) => Send("GET", path, "");

    public Answer Post(string path, string body) => Send("POST", path, body);

    public void Dispose() => tcp.Dispose();

    private Answer Send(string method, string path, string body)
    {
        var stream = tcp.GetStream();
        var length = Encoding.UTF8.GetByteCount(body);
        // One write: head and body apart would wait for the acknowledgement of the head, 40 ms.
        stream.Write(Encoding.UTF8.GetBytes(
            $"{method} /2018-06-01/runtime/{path} HTTP/1.1\r\nHost: {address}\r\nContent-Length: {length}\r\n\r\n{body}"));

        var status = int.Parse(ReadLine(stream).Split(' ')[1], CultureInfo.InvariantCulture);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var line = ReadLine(stream); line.Length > 0; line = ReadLine(stream))
            headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..];
        return new Answer(status, headers, ReadBody(stream, headers));
    }

    private static string ReadBody(NetworkStream stream, Dictionary<string, string> headers)
    {
        if (headers.TryGetValue("Content-Length", out var length))
            return ReadExactly(stream, int.Parse(length, CultureInfo.InvariantCulture));
        var body = new StringBuilder();
        for (var size = ReadChunkSize(stream); size > 0; size = ReadChunkSize(stream))
        {
            body.Append(ReadExactly(stream, size));
            ReadLine(stream);
        }
        ReadLine(stream);
        return body.ToString();
    }

    private static int ReadChunkSize(NetworkStream stream) => int.Parse(ReadLine(stream), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static string ReadExactly(NetworkStream stream, int length)
    {
        var buffer = new byte[length];
        stream.ReadExactly(buffer);
        return Encoding.UTF8.GetString(buffer);
    }

    private static string ReadLine(NetworkStream stream)
    {
        var line = new StringBuilder();
        for (int next; (next = stream.ReadByte()) != '\n';)
        {
            if (next < 0)
                throw new EndOfStreamException();
            line.Append((char)next);
        }
        return line.ToString().TrimEnd('\r');
    }
}
