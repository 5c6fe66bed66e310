namespace Local.ApiGateway;

/// <summary>The method that answers a request, with the values of its path parameters as they came, percent-encoded.</summary>
internal sealed record RouteMatch(ApiMethod Method, IReadOnlyDictionary<string, string> PathParameters);

/// <summary>Finds methods by path: a literal segment wins over <c>{name}</c>, which wins over <c>{name+}</c>.</summary>
internal sealed class RouteTable
{
    private readonly Node root = new();

    public RouteTable(IEnumerable<ApiMethod> methods)
    {
        foreach (var method in methods)
        {
            var node = root;
            foreach (var segment in Segments(method.Path))
                node = node.Child(segment);
            node.Methods[method.HttpMethod] = method;
        }
    }

    /// <param name="path">The path behind the stage, percent-encoded.</param>
    public RouteMatch? Find(string httpMethod, string path)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        var node = Find(root, Segments(path), parameters);
        return node is not null && (node.Methods.TryGetValue(httpMethod, out var method) || node.Methods.TryGetValue("ANY", out method))
            ? new RouteMatch(method, parameters)
            : null;
    }

    /// <summary>Whether some method answers requests to the path.</summary>
    public bool Serves(string path) => Find(root, Segments(path), new Dictionary<string, string>(StringComparer.Ordinal)) is not null;

    private static Node? Find(Node node, ReadOnlySpan<string> segments, Dictionary<string, string> parameters)
    {
        if (segments.IsEmpty)
            return node.Methods.Count > 0 ? node : null;
        if (node.Literals.TryGetValue(segments[0], out var literal) && Find(literal, segments[1..], parameters) is { } exact)
            return exact;
        if (node.Parameter is { } parameter && Find(parameter.Node, segments[1..], parameters) is { } found)
        {
            parameters[parameter.Name] = segments[0];
            return found;
        }
        if (node.Greedy is not { } greedy)
            return null;
        parameters[greedy.Name] = string.Join('/', segments);
        return greedy.Node;
    }

    private static string[] Segments(string path) => path.Trim('/') is { Length: > 0 } trimmed ? trimmed.Split('/') : [];

    private sealed class Node
    {
        public Dictionary<string, Node> Literals { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, ApiMethod> Methods { get; } = new(StringComparer.Ordinal);

        public (string Name, Node Node)? Parameter { get; private set; }

        public (string Name, Node Node)? Greedy { get; private set; }

        public Node Child(string segment)
        {
            if (segment.StartsWith('{') && segment.EndsWith("+}", StringComparison.Ordinal))
                return (Greedy ??= (segment[1..^2], new Node())).Node;
            if (segment.StartsWith('{'))
                return (Parameter ??= (segment[1..^1], new Node())).Node;
            return Literals.TryGetValue(segment, out var child) ? child : Literals[segment] = new Node();
        }
    }
}
