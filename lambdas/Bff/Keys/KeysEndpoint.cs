using Microsoft.Net.Http.Headers;

namespace Bff.Keys;

/// <summary><c>GET /.well-known/jwks.json</c></summary>
public static class KeysEndpoint
{
    public static void MapKeys(this WebApplication app) =>
        app.MapGet("/.well-known/jwks.json", async (KeySet keys, HttpContext http) =>
        {
            http.Response.Headers[HeaderNames.CacheControl] = $"public, max-age={KeySet.Lifetime.TotalSeconds:0}";
            return TypedResults.Ok(await keys.GetAsync(http.RequestAborted));
        }).WithTags("Keys").WithSummary("Gives the keys that verify login tokens.");
}
