namespace Amazon.Lambda.AspNetCoreServer.Hosting.Internal;

/// <summary>Tells which part of a REST API's path is the application's and which the client sees in front of it.</summary>
internal static class BasePath
{
    /// <param name="path">The event's path. On a custom domain it begins with the base path of its mapping.</param>
    /// <param name="gatewayPath">The path that the client asked for: on the API's own domain it begins with the stage.</param>
    /// <param name="resource">The matched resource, for instance <c>/orders/{id}</c> or <c>/{proxy+}</c>.</param>
    /// <param name="proxy">What the greedy parameter <c>{proxy+}</c> matched.</param>
    internal static (string Base, string Path) Split(string path, string? gatewayPath, string? resource, string? proxy)
    {
        var mapped = MappedSegments(path, resource, proxy);
        if (mapped > 0)
        {
            var end = 0;
            for (; mapped > 0; mapped--)
                end = path.IndexOf('/', end + 1) is var next and >= 0 ? next : path.Length;
            return (path[..end], end == path.Length ? "/" : path[end..]);
        }

        // The root of a stage may be asked for without its slash.
        if (path == "/")
            return (gatewayPath?.TrimEnd('/') ?? "", path);
        var stage = gatewayPath is not null && gatewayPath.EndsWith(path, StringComparison.Ordinal) ? gatewayPath[..^path.Length] : "";
        return (stage, path);
    }

    // The resource has no segments for the base path: those that the path has too many of.
    private static int MappedSegments(string path, string? resource, string? proxy)
    {
        if (resource is null || !path.StartsWith('/'))
            return 0;
        var greedy = resource.EndsWith("+}", StringComparison.Ordinal);
        if (greedy && proxy is null)
            return 0;
        return Segments(path) - Segments(resource) - (greedy ? Segments(proxy!) - 1 : 0);
    }

    private static int Segments(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries).Length;
}
