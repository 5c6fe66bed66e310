using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Amazon.Lambda.RuntimeSupport.Internal;

/// <summary>What became of a posted result.</summary>
internal enum PostOutcome
{
    Taken,

    /// <summary>The answer is larger than Lambda takes.</summary>
    TooLarge,

    /// <summary>Lambda no longer wants it, for instance because the invocation has timed out.</summary>
    Refused,
}

/// <summary>The Lambda runtime API, version 2018-06-01 (Lambda Developer Guide, "Using the Lambda runtime API for custom runtimes").</summary>
internal sealed class RuntimeApiClient(string endpoint) : IDisposable
{
    private const string Root = "/2018-06-01/runtime/";

    // A dropped poll is ordinary after hours of waiting; several within moments mean that nobody serves this address.
    private const int QuickDropsAllowed = 3;
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(1);

    private readonly HttpConnection connection = new(ParseEndpoint(endpoint));
    private readonly ReadOnlyMemory<byte> nextRequest =
        Encoding.ASCII.GetBytes($"GET {Root}invocation/next HTTP/1.1\r\nHost: {endpoint}\r\n\r\n");

    /// <summary>Waits for the next event, without a time limit. Its memory holds until the following call.</summary>
    /// <exception cref="RuntimeApiException">The runtime API is gone, or wants this process to end.</exception>
    internal async Task<HttpReply> NextAsync(CancellationToken cancellation)
    {
        var (reply, _) = await ExchangeAsync(nextRequest, default, cancellation).ConfigureAwait(false);
        return reply.IsSuccess ? reply : throw Unexpected("invocation/next", reply);
    }

    internal Task<PostOutcome> RespondAsync(string requestId, ReadOnlyMemory<byte> answer, CancellationToken cancellation) =>
        PostAsync($"invocation/{requestId}/response", answer, null, cancellation);

    internal Task<PostOutcome> FailAsync(string requestId, ErrorDocument error, CancellationToken cancellation) =>
        PostAsync($"invocation/{requestId}/error", error.ToJson(), error.Type, cancellation);

    internal Task<PostOutcome> FailInitAsync(ErrorDocument error, CancellationToken cancellation) =>
        PostAsync("init/error", error.ToJson(), error.Type, cancellation);

    public void Dispose() => connection.Dispose();

    private async Task<PostOutcome> PostAsync(string path, ReadOnlyMemory<byte> body, string? errorType, CancellationToken cancellation)
    {
        var errorHeader = errorType is null ? "" : $"Lambda-Runtime-Function-Error-Type: {errorType}\r\n";
        var head = Encoding.ASCII.GetBytes(
            $"POST {Root}{path} HTTP/1.1\r\nHost: {endpoint}\r\nContent-Type: application/json\r\n{errorHeader}" +
            $"Content-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}\r\n\r\n");
        var (reply, sentTwice) = await ExchangeAsync(head, body, cancellation).ConfigureAwait(false);
        return reply.Status switch
        {
            >= 200 and < 300 => PostOutcome.Taken,
            (int)HttpStatusCode.RequestEntityTooLarge => PostOutcome.TooLarge,
            // The first copy arrived although its acknowledgement was lost: for Lambda this invocation is over.
            (int)HttpStatusCode.BadRequest when sentTwice => PostOutcome.Taken,
            >= 400 and < 500 => PostOutcome.Refused,
            _ => throw Unexpected(path, reply),
        };
    }

    private async Task<(HttpReply Reply, bool SentTwice)> ExchangeAsync(
        ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var quickDrops = 0;
        for (var sentTwice = false; ; sentTwice = true)
        {
            await OpenAsync(cancellation).ConfigureAwait(false);
            var sent = TimeProvider.System.GetTimestamp();
            try
            {
                return (await connection.ExchangeAsync(head, body, cancellation).ConfigureAwait(false), sentTwice);
            }
            catch (Exception e) when (e is SocketException or EndOfStreamException && !connection.AnswerBegan)
            {
                quickDrops = TimeProvider.System.GetElapsedTime(sent) < Quick ? quickDrops + 1 : 0;
                if (quickDrops > QuickDropsAllowed)
                    throw new RuntimeApiException($"The runtime API at {endpoint} closes every connection.", e);
            }
            catch (Exception e) when (e is SocketException or EndOfStreamException or InvalidDataException)
            {
                throw new RuntimeApiException($"The runtime API at {endpoint} answered in part, or no HTTP.", e);
            }
        }
    }

    private async ValueTask OpenAsync(CancellationToken cancellation)
    {
        try
        {
            await connection.OpenAsync(cancellation).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            throw new RuntimeApiException($"Nobody serves the runtime API at {endpoint}.", e);
        }
    }

    private static RuntimeApiException Unexpected(string path, HttpReply reply) =>
        new($"The runtime API answered {path} with {reply.Status}: {Encoding.UTF8.GetString(reply.Body.Span)}");

    private static DnsEndPoint ParseEndpoint(string endpoint) =>
        Uri.TryCreate($"http://{endpoint}", UriKind.Absolute, out var uri)
            ? new DnsEndPoint(uri.IdnHost, uri.Port)
            : throw new ArgumentException($"'{endpoint}' is not of the form host:port.", nameof(endpoint));
}
