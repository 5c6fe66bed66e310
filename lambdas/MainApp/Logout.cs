using MainApp.Pages;
using MainApp.Sessions;

namespace MainApp;

/// <summary><c>POST /logout</c> ends the session on the server and in the browser; <c>GET /signed-out</c> says so.</summary>
public static class Logout
{
    public static void MapLogout(this WebApplication app)
    {
        app.MapPost("/logout", async (HttpContext http, BrowserSessions sessions, ILoggerFactory logs) =>
        {
            await sessions.EndAsync(http);
            logs.CreateLogger(typeof(Logout)).LogInformation(AppEvents.LoggedOut, "A visitor has logged out");
            // Pages that the browser keeps for its Back button. Not "cookies": that would reach beyond this host.
            http.Response.Headers["Clear-Site-Data"] = "\"cache\"";
            return http.SeeOther("/signed-out");
        });
        app.MapGet("/signed-out", (HttpContext http) => new Page(200, "You are signed out", Markup.Of(
            $"""<p><a href="{http.PathTo("/login")}">Sign in again</a></p>""")));
    }
}
