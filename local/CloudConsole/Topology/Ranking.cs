namespace Local.CloudConsole.Topology;

/// <summary>In which layer each part is: one after the last of those that lead to it. Links that close a circle lead back.</summary>
internal sealed class Ranking
{
    private readonly ILookup<string, Link> outgoing;
    private readonly HashSet<Link> back = [];
    private readonly HashSet<string> onTheWay = new(StringComparer.Ordinal);
    private readonly List<string> finished = [];
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> layers = new(StringComparer.Ordinal);

    public Ranking(IReadOnlyList<Part> parts, IReadOnlyList<Link> links)
    {
        outgoing = links.ToLookup(link => link.From);
        var reached = links.Select(link => link.To).ToHashSet();
        // Where events come in: from there, a link back is one against the stream.
        foreach (var part in parts.OrderBy(part => reached.Contains(part.Id)))
            Visit(part.Id);
        foreach (var id in Enumerable.Reverse(finished))
        {
            layers.TryAdd(id, 0);
            foreach (var link in Forward(id))
                layers[link.To] = Math.Max(layers.GetValueOrDefault(link.To), layers[id] + 1);
        }
        foreach (var part in parts.Where(part => !reached.Contains(part.Id) && Forward(part.Id).Any()))
            layers[part.Id] = Forward(part.Id).Min(link => layers[link.To]) - 1;
    }

    public int Layers => layers.Values.DefaultIfEmpty(-1).Max() + 1;

    public int LayerOf(string id) => layers[id];

    public bool IsBack(Link link) => back.Contains(link);

    private IEnumerable<Link> Forward(string id) => outgoing[id].Where(link => !back.Contains(link));

    private void Visit(string id)
    {
        if (!seen.Add(id))
            return;
        onTheWay.Add(id);
        foreach (var link in outgoing[id])
        {
            if (onTheWay.Contains(link.To))
                back.Add(link);
            else
                Visit(link.To);
        }
        onTheWay.Remove(id);
        finished.Add(id);
    }
}
