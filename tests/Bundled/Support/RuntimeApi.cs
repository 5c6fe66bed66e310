using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace Tests.Bundled.Support;

/// <summary>A result that a function posted.</summary>
/// <param name="Path">For instance <c>invocation/1/response</c>.</param>
internal sealed record PostedResult(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    internal string Text => Encoding.UTF8.GetString(Body);

    internal JsonElement Json => JsonDocument.Parse(Body).RootElement;
}

/// <summary>
/// The Lambda runtime API on a plain socket, so that tests decide about every byte: events, the form of answers, and dropped connections.
/// </summary>
internal sealed class RuntimeApi : IAsyncDisposable
{
    internal static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Channel<byte[]> polls = Channel.CreateUnbounded<byte[]>();
    private readonly Channel<PostedResult> posted = Channel.CreateUnbounded<PostedResult>();
    private readonly ConcurrentQueue<string> postAnswers = new();
    private readonly Task accepting;
    private int events;

    internal RuntimeApi()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    internal string Endpoint => listener.LocalEndpoint.ToString()!;

    /// <summary>How many connections have been opened so far.</summary>
    internal int Connections { get; private set; }

    internal static string AcceptedAnswer => "HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n{\"status\": \"OK\"}\r\n0\r\n\r\n";

    /// <summary>Queues an event with a body of known length.</summary>
    /// <returns>The request identifier.</returns>
    internal string Send(string json, string extraHeaders = "")
    {
        var id = NextId();
        var body = Encoding.UTF8.GetBytes(json);
        SendRaw([.. Encoding.UTF8.GetBytes($"{Head(id, extraHeaders)}Content-Length: {body.Length}\r\n\r\n"), .. body]);
        return id;
    }

    /// <summary>Queues an event whose body comes in chunks of a size.</summary>
    internal string SendChunked(string json, int chunkSize)
    {
        var id = NextId();
        var answer = new List<byte>(Encoding.ASCII.GetBytes($"{Head(id, "")}Transfer-Encoding: chunked\r\n\r\n"));
        foreach (var chunk in Encoding.UTF8.GetBytes(json).Chunk(chunkSize))
            answer.AddRange([.. Encoding.ASCII.GetBytes($"{chunk.Length:X};ext=1\r\n"), .. chunk, .. "\r\n"u8]);
        answer.AddRange("0\r\nTrailer: 1\r\n\r\n"u8);
        SendRaw([.. answer]);
        return id;
    }

    /// <summary>Answers a poll with these bytes; with none at all it drops the connection.</summary>
    internal void SendRaw(byte[] answer) => polls.Writer.TryWrite(answer);

    internal void DropAPoll() => SendRaw([]);

    /// <summary>Answers the next result with these bytes instead of "accepted"; an empty answer drops the connection.</summary>
    internal void AnswerPostWith(string answer) => postAnswers.Enqueue(answer);

    internal async Task<PostedResult> NextPostAsync() => await posted.Reader.ReadAsync().AsTask().WaitAsync(Deadline);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private string NextId() => Interlocked.Increment(ref events).ToString(CultureInfo.InvariantCulture);

    private static string Head(string id, string extraHeaders) =>
        $"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nlambda-runtime-aws-request-id: {id}\r\nLambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:f\r\n{extraHeaders}";

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await listener.AcceptTcpClientAsync(stop.Token)));
                Connections++;
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                while (await ReadRequestAsync(stream) is { } request)
                {
                    var answer = request.Path == "invocation/next" ? await polls.Reader.ReadAsync(stop.Token) : Take(request);
                    if (answer.Length == 0)
                        return;
                    await stream.WriteAsync(answer, stop.Token);
                    if (Encoding.ASCII.GetString(answer[..Math.Min(answer.Length, 500)]).Contains("Connection: close", StringComparison.Ordinal))
                        return;
                }
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                // The test has ended, or the function has.
            }
        }
    }

    private byte[] Take(PostedResult result)
    {
        posted.Writer.TryWrite(result);
        return Encoding.ASCII.GetBytes(postAnswers.TryDequeue(out var answer) ? answer : AcceptedAnswer);
    }

    private async Task<PostedResult?> ReadRequestAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            if (await stream.ReadAsync(one, stop.Token) == 0)
                return null;
            head.Add(one[0]);
        }

        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0].ToLowerInvariant(), pair => pair[1]);
        var body = new byte[int.Parse(headers.GetValueOrDefault("content-length", "0"), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, stop.Token);
        return new PostedResult(lines[0].Split(' ')[1].Replace("/2018-06-01/runtime/", "", StringComparison.Ordinal), headers, body);
    }
}
