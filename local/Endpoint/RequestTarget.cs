using Microsoft.AspNetCore.Http.Features;

namespace Local.Endpoint;

/// <summary>The path and query of a request as they came: routes, signatures and origins have them percent-encoded.</summary>
internal static class RequestTarget
{
    public static string PathAndQuery(HttpContext http)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        // A proxy's client sends the whole address.
        return target.StartsWith('/') ? target : http.Request.Path.ToUriComponent() + http.Request.QueryString.ToUriComponent();
    }

    public static string Path(HttpContext http) => PathAndQuery(http).Split('?', 2)[0];

    /// <summary>Makes the request one for another address.</summary>
    public static void Change(HttpContext http, string path, string query)
    {
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = path + query;
        http.Request.Path = PathString.FromUriComponent(path);
        http.Request.QueryString = new QueryString(query);
    }
}
