using MainApp.Pages;

namespace MainApp.Login;

/// <summary>
/// <c>GET /login/sso</c>: where a login link leads. It uses nothing up and calls nothing, because link scanners and previews get here too.
/// The page cleans its address and posts what it held.
/// </summary>
public static class Landing
{
    public static void MapLanding(this WebApplication app) => app.MapGet("/login/sso", (HttpContext http, ILoggerFactory logs) =>
    {
        var query = http.Request.Query[LoginForm.TokenField];
        if (query.Count == 1 && LoginForm.TokenOrNull(query[0]) is { } token)
            return PageFor(http, token);
        return LoginProblem.Incomplete.Answer(http, logs);
    });

    private static Page PageFor(HttpContext http, string token)
    {
        var pasted = LoginForm.PasteField("If the address of this page has a #, paste what follows it (optional)");
        return new Page(200, "Signing you in", Markup.Of(
            $"""
            <noscript><p>Scripts are off in this browser. Press the button to go on.</p></noscript>
            {LoginForm.WithButton(http, token, Markup.Of($"<noscript>{pasted}</noscript>"), "Continue")}
            """)) { Script = InlineFile.LandingScript };
    }
}
