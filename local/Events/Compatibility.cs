namespace Local.Events;

/// <summary>Something about an event that readers can't bear.</summary>
/// <param name="Path">The place in the event, for instance <c>$.data.amount</c>.</param>
internal sealed record Break(string Event, string Path, string Why)
{
    public override string ToString() => $"{Event} {Path}: {Why}";
}

/// <summary>
/// Compares a catalog with the released one, for two readers: today's, who gets the new events, and tomorrow's, who gets the old ones,
/// because events wait in queues for up to 14 days and can be replayed. So a field that is there neither loses nor gains a possible value;
/// only fields that may be missing, and events, are added.
/// </summary>
internal static class Compatibility
{
    public static IReadOnlyList<Break> Between(EventCatalog released, EventCatalog present)
    {
        var breaks = new List<Break>();
        foreach (var (name, before) in released.Schemas)
        {
            if (present.Schemas.TryGetValue(name, out var now))
                breaks.AddRange(new SchemaComparison(before, now).Breaks().Select(found => new Break(name, found.Path, found.Why)));
            else
                breaks.Add(new Break(name, "$", "the event was removed or renamed."));
        }
        return breaks;
    }
}
