using System.Globalization;

namespace Local.CloudConsole.Topology;

/// <summary>
/// Draws the parts in columns, so that events go from left to right: layers by the longest way, order by barycentres, heights by the
/// neighbours' middle (Sugiyama, Tagawa, Toda 1981).
/// </summary>
internal static class DiagramLayout
{
    private const double PartWidth = 112;
    private const double EntranceWidth = 74;
    private const double PartHeight = 66;
    private const double ColumnGap = 20;
    private const double RowGap = 12;
    private const double WayHeight = 10;
    private const double Margin = 10;
    private const int Rounds = 12;

    public static Diagram Of(Parts parts)
    {
        var layers = Layers.Of(parts);
        for (var round = 0; round < Rounds; round++)
            layers.Reorder(leftToRight: round % 2 == 0);
        var middles = Middles(layers);
        var top = layers.Slots.Select(slot => middles[slot] - (HeightOf(slot) / 2)).DefaultIfEmpty().Min() - Margin;
        var placed = layers.Slots.Where(slot => slot.Part is not null)
            .Select(slot => Place(slot, middles[slot] - top, parts)).ToDictionary(part => part.Id, StringComparer.Ordinal);
        var links = layers.Ways.Select(way => Draw(way, placed, slot => (XOf(slot.Layer), middles[slot] - top))).ToList();
        return new(
            placed.Values.Select(part => part.X + part.Width).DefaultIfEmpty().Max() + Margin,
            placed.Values.Select(part => part.Y + part.Height).DefaultIfEmpty().Max() + (Margin * 3), [.. placed.Values], links);
    }

    /// <summary>Each slot as near to the middle of its neighbours as the others of its layer let it.</summary>
    private static Dictionary<Slot, double> Middles(Layers layers)
    {
        var middles = new Dictionary<Slot, double>();
        foreach (var layer in layers.Columns)
        {
            var stacked = Offsets(layer);
            foreach (var (index, slot) in layer.Index())
                middles[slot] = stacked[index] - (stacked[^1] / 2);
        }
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var layer in round % 2 == 0 ? layers.Columns : Enumerable.Reverse(layers.Columns))
            {
                var wished = layer.Select(slot =>
                    layers.NeighboursOf(slot).Select(near => middles[near]).DefaultIfEmpty(middles[slot]).Average());
                foreach (var (slot, middle) in layer.Zip(Settle([.. wished], Offsets(layer))))
                    middles[slot] = middle;
            }
        }
        return middles;
    }

    /// <summary>The middles of a layer's slots when they are stacked without a gap between them.</summary>
    private static List<double> Offsets(IReadOnlyList<Slot> layer)
    {
        var offsets = new List<double>(layer.Count);
        foreach (var (index, slot) in layer.Index())
            offsets.Add(index == 0 ? 0 : offsets[^1] + ((HeightOf(layer[index - 1]) + HeightOf(slot)) / 2) + RowGap);
        return offsets;
    }

    /// <summary>The nearest places to those wished for that keep order and distance: who wants the same place shares its mean.</summary>
    private static IEnumerable<double> Settle(IReadOnlyList<double> wished, List<double> offsets)
    {
        var blocks = new Stack<(double Sum, int Count)>();
        for (var i = 0; i < wished.Count; i++)
        {
            var block = (Sum: wished[i] - offsets[i], Count: 1);
            while (blocks.TryPeek(out var before) && before.Sum / before.Count >= block.Sum / block.Count)
            {
                blocks.Pop();
                block = (before.Sum + block.Sum, before.Count + block.Count);
            }
            blocks.Push(block);
        }
        return blocks.Reverse().SelectMany(block => Enumerable.Repeat(block.Sum / block.Count, block.Count))
            .Zip(offsets, (start, offset) => start + offset);
    }

    private static PlacedPart Place(Slot slot, double middle, Parts parts) => new(
        slot.Part!.Id, slot.Part.Kind, slot.Part.Name, slot.Part.Service,
        Words.Break(slot.Part.Name, slot.Layer == 0 ? Words.ShortLine : Words.Line),
        [.. parts.All.Where(part => part.DeadLettersOf == slot.Part.Id)],
        Math.Round(XOf(slot.Layer), 1), Math.Round(middle - (PartHeight / 2), 1), WidthOf(slot.Layer), PartHeight);

    private static PlacedLink Draw(Way way, Dictionary<string, PlacedPart> placed, Func<Slot, (double X, double Middle)> at)
    {
        var (from, to) = (placed[way.Link.From], placed[way.Link.To]);
        var path = new List<string>();
        if (way.IsBack)
        {
            var (start, end) = (from.X + (from.Width / 2), to.X + (to.Width / 2));
            var depth = Math.Max(from.Y + from.Height, to.Y + to.Height) + 40;
            path.Add(Text($"M{start:0.#} {from.Y + from.Height:0.#}"));
            path.Add(Text($"C{start:0.#} {depth:0.#} {end:0.#} {depth:0.#} {end:0.#} {to.Y + to.Height:0.#}"));
        }
        else
        {
            var (x, y) = (from.X + from.Width, from.Y + (from.Height / 2));
            path.Add(Text($"M{x:0.#} {y:0.#}"));
            foreach (var slot in way.Between)
            {
                var (left, middle) = at(slot);
                Curve(left, middle);
                x = left + WidthOf(slot.Layer);
                path.Add(Text($"H{x:0.#}"));
            }
            Curve(to.X, to.Y + (to.Height / 2));

            void Curve(double toX, double toY)
            {
                var bend = (x + toX) / 2;
                path.Add(Text($"C{bend:0.#} {y:0.#} {bend:0.#} {toY:0.#} {toX:0.#} {toY:0.#}"));
                (x, y) = (toX, toY);
            }
        }
        return new(way.Link.From, way.Link.To, way.Link.IsData, way.IsBack, string.Join(' ', path));
    }

    /// <summary>The first column has the names of APIs and schedules only, which are short and have no numbers.</summary>
    private static double WidthOf(int layer) => layer == 0 ? EntranceWidth : PartWidth;

    private static double XOf(int layer) =>
        Margin + (layer == 0 ? 0 : EntranceWidth + ColumnGap + ((layer - 1) * (PartWidth + ColumnGap)));

    private static double HeightOf(Slot slot) => slot.Part is null ? WayHeight : PartHeight;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
