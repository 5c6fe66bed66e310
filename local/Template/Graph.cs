using Local.Deployment;

namespace Local.Template;

internal static class Graph
{
    /// <summary>Orders items so that each comes after those it depends on, otherwise as given. Unknown dependencies are ignored.</summary>
    /// <exception cref="DeploymentException">The items depend on each other in a circle.</exception>
    public static List<T> Order<T>(IReadOnlyList<T> items, Func<T, string> id, Func<T, IEnumerable<string>> dependencies, string what)
    {
        var byId = items.ToDictionary(id, StringComparer.Ordinal);
        var ordered = new List<T>(items.Count);
        var done = new HashSet<string>(StringComparer.Ordinal);
        var path = new List<string>();
        foreach (var item in items)
            Visit(item);
        return ordered;

        void Visit(T item)
        {
            var key = id(item);
            if (done.Contains(key))
                return;
            if (path.Contains(key))
                throw new DeploymentException($"Circular dependency between {what}: {string.Join(" → ", path.SkipWhile(k => k != key))} → {key}");
            path.Add(key);
            foreach (var dependency in dependencies(item))
            {
                if (byId.TryGetValue(dependency, out var needed))
                    Visit(needed);
            }
            path.RemoveAt(path.Count - 1);
            done.Add(key);
            ordered.Add(item);
        }
    }
}
