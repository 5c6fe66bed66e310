using System.IO.Compression;

namespace Local.CloudFront;

/// <summary>Compresses what CloudFront would, with Brotli where the viewer takes it (Developer Guide, "Serve compressed files").</summary>
internal static class Compression
{
    private const int Smallest = 1_000;
    private const int Largest = 10_000_000;

    /// <summary>Of CloudFront's list, what a web site has.</summary>
    private static readonly HashSet<string> Types =
    [
        "application/javascript", "application/json", "application/rss+xml", "application/wasm", "application/xhtml+xml", "application/xml",
        "font/eot", "font/otf", "font/ttf", "image/svg+xml",
        "text/css", "text/csv", "text/html", "text/javascript", "text/plain", "text/xml",
    ];

    /// <summary>The answer as this viewer gets it.</summary>
    public static EdgeAnswer Apply(EdgeAnswer answer, HttpRequest request)
    {
        if (!CanBeCompressed(answer))
            return answer;
        answer.Headers.Vary = "Accept-Encoding";
        if (Accepted(request) is not { } encoding)
            return answer;
        answer.Headers.ContentEncoding = encoding;
        // The bytes differ from the object's: its tag may only say that both mean the same.
        if (answer.Header("ETag") is { Length: > 0 } tag && !tag.StartsWith("W/", StringComparison.Ordinal))
            answer.Headers.ETag = $"W/{tag}";
        return answer with { Body = Compress(answer.Body, encoding) };
    }

    private static bool CanBeCompressed(EdgeAnswer answer) =>
        answer is { Status: 200 or 403 or 404, Body.Length: >= Smallest and <= Largest }
        && answer.Header("Content-Encoding").Length == 0
        && Types.Contains(answer.Header("Content-Type").Split(';')[0].Trim().ToLowerInvariant());

    private static string? Accepted(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding
            .Where(encoding => encoding.Quality is not 0)
            .Select(encoding => encoding.Value.ToString())
            .ToList();
        return accepted.Contains("br") ? "br" : accepted.Contains("gzip") ? "gzip" : null;
    }

    private static byte[] Compress(byte[] body, string encoding)
    {
        using var compressed = new MemoryStream();
        using (Stream stream = encoding == "br"
            ? new BrotliStream(compressed, CompressionLevel.Fastest)
            : new GZipStream(compressed, CompressionLevel.Fastest))
        {
            stream.Write(body);
        }
        return compressed.ToArray();
    }
}
