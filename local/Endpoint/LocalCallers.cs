using System.Net;

namespace Local.Endpoint;

/// <summary>
/// Tells programs of this machine from web pages in its browser. Loopback keeps other machines out, but a page can send a form to any
/// address, and its own host's name can be made to mean 127.0.0.1 (DNS rebinding).
/// </summary>
internal static class LocalCallers
{
    /// <summary>Whether the request is for another host than this machine.</summary>
    public static bool IsMisdirected(HttpRequest request)
    {
        var host = request.Host.Host.TrimEnd('.');
        return host.Length > 0 // as in HTTP 1.0, which no browser speaks
            && !host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            && !host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) // after a bucket's name
            && !(IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
    }

    /// <summary>Whether a page sends the request: browsers say so themselves (Fetch Standard, Origin; Fetch Metadata, Sec-Fetch-Site).</summary>
    public static bool IsPage(HttpRequest request) => request.Headers.ContainsKey("Origin") || request.Headers.ContainsKey("Sec-Fetch-Site");

    /// <summary>Answers 421 (RFC 9110, section 15.5.20) to a request for another host.</summary>
    public static Task RefuseMisdirectedAsync(HttpContext http) => Results.Problem(
        $"This is localhost, not {http.Request.Host.Host}.",
        statusCode: StatusCodes.Status421MisdirectedRequest,
        title: "Another host is meant").ExecuteAsync(http);
}
