using System.Net;
using System.Net.Http.Headers;

namespace Local.Endpoint;

/// <summary>Passes calls on to an emulator and its answers back, unchanged.</summary>
public sealed class Forwarder : IDisposable
{
    // Tracing headers would only be read by the emulator; nobody does.
    private readonly HttpMessageInvoker client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5),
    });

    /// <summary>Forwards a call as it is.</summary>
    public Task ForwardAsync(AwsCall call, Uri target) => ForwardAsync(call, target, call.Body, authorization: null);

    /// <summary>Forwards a call with another body or Authorization header.</summary>
    /// <param name="authorization">Null keeps the caller's.</param>
    public async Task ForwardAsync(AwsCall call, Uri target, ReadOnlyMemory<byte> body, string? authorization)
    {
        using var answer = await SendAsync(call, target, body, authorization);
        CopyHead(answer, call.Http.Response);
        await using var content = await answer.Content.ReadAsStreamAsync(call.Http.RequestAborted);
        await content.CopyToAsync(call.Http.Response.Body, call.Http.RequestAborted);
    }

    /// <summary>Forwards a call and returns the whole answer for changes; its head is copied already, without its length.</summary>
    public async Task<byte[]> FetchAsync(AwsCall call, Uri target, ReadOnlyMemory<byte> body, string? authorization)
    {
        using var answer = await SendAsync(call, target, body, authorization);
        CopyHead(answer, call.Http.Response);
        call.Http.Response.ContentLength = null;
        // A checksum of the unchanged answer.
        call.Http.Response.Headers.Remove("x-amz-crc32");
        return await answer.Content.ReadAsByteArrayAsync(call.Http.RequestAborted);
    }

    public void Dispose() => client.Dispose();

    private Task<HttpResponseMessage> SendAsync(AwsCall call, Uri target, ReadOnlyMemory<byte> body, string? authorization)
    {
        var from = call.Http.Request;
        var address = from is { Path.Value: "/", QueryString.HasValue: false }
            ? target
            : new Uri(target, RequestTarget.PathAndQuery(call.Http));
        var request = new HttpRequestMessage(new HttpMethod(from.Method), address);
        if (!HttpMethods.IsGet(from.Method) && !HttpMethods.IsHead(from.Method))
            request.Content = new ReadOnlyMemoryContent(body);
        foreach (var (name, value) in from.Headers)
        {
            if (IsForwarded(name) && !request.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)value))
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)value);
        }
        if (authorization is not null)
        {
            request.Headers.Remove("Authorization");
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }
        return client.SendAsync(request, call.Http.RequestAborted);
    }

    /// <summary>All but hop-by-hop headers, the length (set anew) and what only describes the client. Host stays: queue URLs are made of it.</summary>
    private static bool IsForwarded(string name) => name switch
    {
        "Connection" or "Content-Length" or "Transfer-Encoding" or "Keep-Alive" or "Expect" or "Accept-Encoding" or "User-Agent" => false,
        "amz-sdk-invocation-id" or "amz-sdk-request" or "X-Amzn-Trace-Id" or "traceparent" => false,
        _ => true,
    };

    private static void CopyHead(HttpResponseMessage answer, HttpResponse to)
    {
        to.StatusCode = (int)answer.StatusCode;
        Copy(answer.Headers.NonValidated, to);
        Copy(answer.Content.Headers.NonValidated, to);
    }

    private static void Copy(HttpHeadersNonValidated headers, HttpResponse to)
    {
        foreach (var (name, value) in headers)
        {
            if (name is not ("Connection" or "Transfer-Encoding" or "Keep-Alive" or "Date" or "Server"))
                to.Headers[name] = value.Count == 1 ? value.ToString() : value.ToArray();
        }
    }
}
