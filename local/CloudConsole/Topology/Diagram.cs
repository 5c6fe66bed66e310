namespace Local.CloudConsole.Topology;

/// <summary>The diagram of what is deployed, ready to be drawn.</summary>
internal sealed record Diagram(double Width, double Height, IReadOnlyList<PlacedPart> Parts, IReadOnlyList<PlacedLink> Links);

/// <summary>A part and its place; <paramref name="X"/> and <paramref name="Y"/> are its upper left corner.</summary>
/// <param name="Lines">The name, broken into lines that fit.</param>
/// <param name="DeadLetters">The queues that keep what it could not process.</param>
internal sealed record PlacedPart(
    string Id, PartKind Kind, string Name, string Service, IReadOnlyList<string> Lines, IReadOnlyList<Part> DeadLetters,
    double X, double Y, double Width, double Height)
{
    public bool Overlaps(PlacedPart other) =>
        X < other.X + other.Width && other.X < X + Width && Y < other.Y + other.Height && other.Y < Y + Height;
}

/// <summary>A link and its way, as the data of an SVG path.</summary>
/// <param name="IsBack">It leads to something further left.</param>
internal sealed record PlacedLink(string From, string To, bool IsData, bool IsBack, string Path);
