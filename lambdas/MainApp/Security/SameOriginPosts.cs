using MainApp.Pages;

namespace MainApp.Security;

/// <summary>
/// Refuses what other sites make a visitor's browser post here, logins included. Browsers say where a request comes from: in
/// <c>Sec-Fetch-Site</c>, or, older ones, in <c>Origin</c>. A request with neither comes from no web page.
/// </summary>
public static class SameOriginPosts
{
    public static void UseSameOriginPosts(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("MainApp.Security");
        app.Use(async (http, next) =>
        {
            if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || IsOwn(http.Request))
            {
                await next(http);
                return;
            }
            log.LogWarning(AppEvents.CrossSitePostRefused, "A post from another site was refused");
            await new Page(403, "This did not come from our page", Markup.Of(
                $"""
                <p>Another site has sent this form, so we did nothing.</p>
                <p><a href="{http.PathTo("/welcome")}">Go to the start</a></p>
                """)).ExecuteAsync(http);
        });
    }

    private static bool IsOwn(HttpRequest request)
    {
        // Origin is "null" on the forms of this application, because of its own Referrer-Policy: Sec-Fetch-Site says more.
        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var site))
            return site == "same-origin";
        return !request.Headers.TryGetValue("Origin", out var origin)
            || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
