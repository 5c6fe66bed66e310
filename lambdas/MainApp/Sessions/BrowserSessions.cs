using Contracts;

namespace MainApp.Sessions;

/// <summary>Sessions as browsers have them: the id in a cookie, everything else here.</summary>
public sealed class BrowserSessions(ISessions sessions, TimeProvider time)
{
    // The prefix makes browsers insist: over TLS, for this host alone, for every path (RFC 6265bis, section 4.1.3.2).
    public const string CookieName = "__Host-session";

    /// <summary>Lax and not Strict: the buyer comes from the shop's site and has to be known at once.</summary>
    private static readonly CookieOptions Cookie = new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/" };

    /// <returns>The visitor's session; null without one, and once it has expired, whether or not the table still has it.</returns>
    public async Task<Session?> FindAsync(HttpContext http) =>
        IdOf(http) is { } id && await sessions.FindAsync(id.Key, http.RequestAborted) is { } session && time.GetUtcNow() < session.ExpiresAt
            ? session
            : null;

    /// <summary>Opens a session under a new id and ends the one that the browser had: no id from before a login outlives it.</summary>
    public async Task OpenAsync(HttpContext http, Identity identity, string token)
    {
        await DeleteAsync(http);
        var id = SessionId.New();
        await sessions.StoreAsync(id.Key, Session.Open(identity, token, time.GetUtcNow()), http.RequestAborted);
        http.Response.Cookies.Append(CookieName, id.Value, Cookie);
    }

    /// <summary>Ends the visitor's session, here and in the browser.</summary>
    public async Task EndAsync(HttpContext http)
    {
        await DeleteAsync(http);
        http.Response.Cookies.Delete(CookieName, Cookie);
    }

    private Task DeleteAsync(HttpContext http) =>
        IdOf(http) is { } id ? sessions.DeleteAsync(id.Key, http.RequestAborted) : Task.CompletedTask;

    private static SessionId? IdOf(HttpContext http) => SessionId.Parse(http.Request.Cookies[CookieName]);
}
