namespace Bff;

/// <summary>The X-Ray trace that a request belongs to.</summary>
public static class Trace
{
    private const string Root = "Root=";

    /// <summary>The trace id of the header <c>X-Amzn-Trace-Id</c>, or null without one.</summary>
    public static string? IdOf(HttpContext http) =>
        http.Request.Headers["X-Amzn-Trace-Id"].ToString().Split(';').FirstOrDefault(part => part.StartsWith(Root, StringComparison.Ordinal))
            ?[Root.Length..];
}
