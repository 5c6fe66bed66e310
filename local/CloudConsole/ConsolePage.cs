using Microsoft.AspNetCore.StaticFiles;

namespace Local.CloudConsole;

/// <summary>The page's files, which are part of this program.</summary>
internal sealed class ConsolePage
{
    // Nothing from elsewhere, nothing inline: what an e-mail address or a log line holds can't be run.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'none'";

    private const string Prefix = "console/";
    private const string Start = "index.html";

    private readonly FileExtensionContentTypeProvider types = new();

    public IResult Show(HttpContext http) => File(http, Start);

    public IResult File(HttpContext http, string file)
    {
        var stream = typeof(ConsolePage).Assembly.GetManifestResourceStream(Prefix + file);
        if (stream is null)
            return Results.NotFound();
        http.Response.Headers.ContentSecurityPolicy = Policy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers.CacheControl = "no-cache";
        return Results.Stream(stream, types.TryGetContentType(file, out var type) ? $"{type}; charset=utf-8" : null);
    }
}
