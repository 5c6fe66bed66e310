namespace Local.ApiGateway;

/// <summary>Finds the resource that a path means: literal parts before parameters, parameters before greedy ones.</summary>
internal static class RouteMatch
{
    /// <param name="segments">The path's segments, still percent-encoded.</param>
    /// <returns>Null when no resource with methods has this path.</returns>
    public static (ApiResource Resource, Dictionary<string, string> Parameters)? Find(ApiResource root, ReadOnlySpan<string> segments)
    {
        var parameters = new Dictionary<string, string>();
        return Find(root, segments, parameters) is { } resource ? (resource, parameters) : null;
    }

    private static ApiResource? Find(ApiResource node, ReadOnlySpan<string> rest, Dictionary<string, string> parameters)
    {
        if (rest.IsEmpty)
            return node.Methods.IsEmpty ? null : node;
        foreach (var child in node.Children.OrderBy(child => child.IsGreedy ? 2 : child.IsParameter ? 1 : 0))
        {
            if (!child.IsParameter && child.Part != rest[0])
                continue;
            if (child.IsGreedy && !child.Methods.IsEmpty)
            {
                parameters[child.ParameterName] = string.Join('/', rest!);
                return child;
            }
            if (Find(child, rest[1..], parameters) is { } found)
            {
                if (child.IsParameter)
                    parameters[child.ParameterName] = rest[0];
                return found;
            }
        }
        return null;
    }
}
