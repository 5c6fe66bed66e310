using MainApp.Pages;

namespace MainApp.Security;

/// <summary>The headers that every answer has.</summary>
public static class SecurityHeaders
{
    private const string Nothing = "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((http, next) =>
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Nothing;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer"; // the landing page's address holds a token
        headers.XContentTypeOptions = "nosniff";
        headers.StrictTransportSecurity = "max-age=31536000";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["X-Robots-Tag"] = "noindex";
        return next(http);
    });

    /// <summary>The Content-Security-Policy of a page: its own style and script, and an icon.</summary>
    public static string PolicyFor(Page page) =>
        $"{Nothing}; img-src data:; style-src {InlineFile.Style.Source}"
        + (page.Script is { } script ? $"; script-src {script.Source}" : "");
}
