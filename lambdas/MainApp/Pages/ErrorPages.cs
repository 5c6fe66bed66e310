using Platform.Functions;

namespace MainApp.Pages;

/// <summary>Turns what no endpoint answered, and what an endpoint could not, into pages.</summary>
public static class ErrorPages
{
    public const int RetrySeconds = 5;

    public static void UseErrorPages(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("MainApp.Pages");
        app.Use(async (http, next) =>
        {
            try
            {
                await next(http);
                if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
                    await ForStatus(http, http.Response.StatusCode).ExecuteAsync(http);
            }
            catch (FunctionUnavailableException e)
            {
                log.LogError(AppEvents.AuthServiceSilent, e, "A function gave no answer");
                await Unavailable(Markup.Empty).ExecuteAsync(http);
            }
            catch (Exception e) when (!http.Response.HasStarted)
            {
                log.LogError(AppEvents.RequestFailed, e, "The request failed");
                await Failed(http).ExecuteAsync(http);
            }
        });
    }

    /// <param name="retry">What the visitor can press to try again.</param>
    public static Page Unavailable(Markup retry) => new(503, "Please try again in a moment", Markup.Of(
        $"<p>We can't sign you in at the moment. Your purchase is safe.</p>{retry}")) { RetryAfterSeconds = RetrySeconds };

    // A login link may be used up by now: the way in by e-mail stays open.
    private static Page Failed(HttpContext http) => new(500, "Something went wrong", Markup.Of(
        $"""
        <p>The mistake is on our side. Please try again in a moment.</p>
        <p><a href="{http.PathTo("/login")}">Sign in by e-mail</a></p>
        """));

    private static Page ForStatus(HttpContext http, int status) => status switch
    {
        404 => new Page(404, "There is nothing here", Markup.Of($"""<p><a href="{http.PathTo("/welcome")}">Go to the start</a></p>""")),
        _ => new Page(status, "That did not work", Markup.Of($"""<p><a href="{http.PathTo("/welcome")}">Go to the start</a></p>""")),
    };
}
