using System.Globalization;
using System.Text;
using MainApp.Security;
using Microsoft.Net.Http.Headers;

namespace MainApp.Pages;

/// <summary>A page of the application.</summary>
/// <param name="Title">The page's one heading, and its title.</param>
public sealed record Page(int Status, string Title, Markup Body) : IResult
{
    private const string Icon =
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
        + "%3Crect width='16' height='16' rx='4' fill='%230b5cad'/%3E%3C/svg%3E";

    /// <summary>The page's only script, if it has one; it runs at the end of the page.</summary>
    public InlineFile? Script { get; init; }

    /// <summary>When to come again, for problems that pass.</summary>
    public int? RetryAfterSeconds { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = SecurityHeaders.PolicyFor(this);
        if (RetryAfterSeconds is { } seconds)
            response.Headers[HeaderNames.RetryAfter] = seconds.ToString(CultureInfo.InvariantCulture);
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(Html().ToString()), httpContext.RequestAborted);
    }

    private Markup Html() => Markup.Of(
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{Title} · Your SaaS</title>
        <link rel="icon" href="{Icon}">
        <style>{InlineFile.Style}</style>
        </head>
        <body>
        <header><p>Your SaaS</p></header>
        <main>
        <h1>{Title}</h1>
        {Body}
        </main>
        <footer><p>A stand-in for your product.</p></footer>
        {(Script is null ? Markup.Empty : Markup.Of($"<script>{Script}</script>"))}
        </body>
        </html>
        """);
}
