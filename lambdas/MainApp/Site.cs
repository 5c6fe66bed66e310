using MainApp.Login;
using MainApp.Pages;
using MainApp.Security;

namespace MainApp;

/// <summary>The application, front to back: what every request passes, and what there is.</summary>
public static class Site
{
    public static void UseSite(this WebApplication app)
    {
        app.UseRequestScope();
        app.UseSecurityHeaders();
        app.UseErrorPages();
        app.UseSameOriginPosts();

        app.MapLanding();       // GET  /login/sso
        app.MapRedemption();    // POST /login/sso
        app.MapEmailSignIn();   // GET and POST /login
        app.MapWelcome();       // GET  /welcome, and / which leads there
        app.MapLogout();        // POST /logout, GET /signed-out
    }

    /// <summary>
    /// A path of this application as the browser has to name it. Made of the deployment's own prefix, never of anything a client sent.
    /// </summary>
    public static string PathTo(this HttpContext http, string path)
    {
        // Two slashes in front would name another host.
        var prefix = http.Request.PathBase.ToUriComponent().Trim('/');
        return prefix.Length == 0 ? path : $"/{prefix}{path}";
    }

    /// <summary>Sends the browser on with GET (RFC 9110, section 15.4.4).</summary>
    public static IResult SeeOther(this HttpContext http, string path) => new Redirect(http.PathTo(path));

    private sealed class Redirect(string location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = location;
            return Task.CompletedTask;
        }
    }
}
