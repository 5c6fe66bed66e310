namespace Local.CloudConsole.Topology;

/// <summary>A place in a column: a part's, or one that a long link passes through.</summary>
internal sealed class Slot(Part? part, int layer)
{
    public Part? Part => part;

    public int Layer => layer;
}

/// <summary>A link with the slots that it passes through.</summary>
internal sealed record Way(Link Link, bool IsBack, IReadOnlyList<Slot> Between);

/// <summary>The parts in layers: every link leads to a later one, but for those that would close a circle.</summary>
internal sealed class Layers
{
    private readonly Dictionary<Slot, List<Slot>> neighbours = [];

    private Layers(List<List<Slot>> columns, List<Way> ways) => (Columns, Ways) = (columns, ways);

    public List<List<Slot>> Columns { get; }

    public IReadOnlyList<Way> Ways { get; }

    public IEnumerable<Slot> Slots => Columns.SelectMany(column => column);

    public static Layers Of(Parts parts)
    {
        var all = parts.Placed.OrderBy(part => part.Kind).ThenBy(part => part.Id, StringComparer.Ordinal).ToList();
        var ids = all.Select(part => part.Id).ToHashSet();
        var links = parts.Links.Where(link => ids.Contains(link.From) && ids.Contains(link.To)).ToList();
        var ranking = new Ranking(all, links);
        var columns = Enumerable.Range(0, ranking.Layers).Select(_ => new List<Slot>()).ToList();
        var slots = new Dictionary<string, Slot>(StringComparer.Ordinal);
        foreach (var part in all)
        {
            slots[part.Id] = new Slot(part, ranking.LayerOf(part.Id));
            columns[ranking.LayerOf(part.Id)].Add(slots[part.Id]);
        }
        var ways = new List<Way>();
        var layers = new Layers(columns, ways);
        foreach (var link in links)
        {
            var (from, to) = (slots[link.From], slots[link.To]);
            var between = Enumerable.Range(from.Layer + 1, Math.Max(0, to.Layer - from.Layer - 1))
                .Select(layer => new Slot(null, layer)).ToList();
            between.ForEach(slot => columns[slot.Layer].Add(slot));
            ways.Add(new Way(link, ranking.IsBack(link), between));
            if (!ranking.IsBack(link))
                layers.Chain([from, .. between, to]);
        }
        return layers;
    }

    public IEnumerable<Slot> NeighboursOf(Slot slot) => neighbours.GetValueOrDefault(slot, []);

    /// <summary>Orders each column by the mean position of its neighbours in the column before.</summary>
    public void Reorder(bool leftToRight)
    {
        var step = leftToRight ? 1 : -1;
        for (var layer = leftToRight ? 1 : Columns.Count - 2; layer >= 0 && layer < Columns.Count; layer += step)
        {
            var position = Columns[layer - step].Index().ToDictionary(entry => entry.Item, entry => (double)entry.Index);
            Columns[layer] = [.. Columns[layer].Index()
                .OrderBy(entry => NeighboursOf(entry.Item).Where(position.ContainsKey).Select(near => position[near])
                    .DefaultIfEmpty(entry.Index).Average())
                .Select(entry => entry.Item)];
        }
    }

    private void Chain(IReadOnlyList<Slot> chain)
    {
        foreach (var (left, right) in chain.Zip(chain.Skip(1)))
        {
            (neighbours.TryGetValue(left, out var ofLeft) ? ofLeft : neighbours[left] = []).Add(right);
            (neighbours.TryGetValue(right, out var ofRight) ? ofRight : neighbours[right] = []).Add(left);
        }
    }
}
