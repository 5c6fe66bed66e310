using System.Globalization;

namespace Local.CloudConsole.Stories;

/// <summary>Tells of a state of the saga.</summary>
internal static class StateItem
{
    public static StoryItem Of(StateVisit visit)
    {
        var facts = new List<Fact> { new("type", visit.Type) };
        if (visit.Publishes is { } name)
            facts.Add(new("publishes", name));
        if (visit.Attempts > 1)
            facts.Add(new("attempts", visit.Attempts.ToString(CultureInfo.InvariantCulture)));
        var documents = new List<Document>();
        if (visit.Input is { } input)
            documents.Add(new("input", input.GetRawText()));
        if (visit.Output is { } output)
            documents.Add(new("output", output.GetRawText()));
        return new(visit.EnteredAt, ItemKind.State, "saga", visit.IsAsked ? $"{visit.Name} waits for an answer" : visit.Name, visit.Outcome)
        {
            Milliseconds = visit.ExitedAt is { } exited ? (exited - visit.EnteredAt).TotalMilliseconds : null,
            Problem = visit.Error is null ? null : string.IsNullOrEmpty(visit.Cause) ? visit.Error : $"{visit.Error}: {visit.Cause}",
            Facts = facts,
            Documents = documents,
        };
    }
}
