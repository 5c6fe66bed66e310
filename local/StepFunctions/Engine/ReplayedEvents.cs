using Local.StepFunctions.Events;

namespace Local.StepFunctions.Engine;

/// <summary>The events that an execution has behind it when it is run on, by branch.</summary>
internal sealed class ReplayedEvents
{
    public static readonly ReplayedEvents None = new();

    private readonly Dictionary<string, List<HistoryEvent>> byBranch = new(StringComparer.Ordinal);

    private ReplayedEvents()
    {
    }

    public static ReplayedEvents From(IReadOnlyList<HistoryEvent> history)
    {
        var replayed = new ReplayedEvents();
        foreach (var recorded in history)
        {
            if (recorded.Type == EventTypes.ExecutionRedriven)
                replayed.ForgetUnsuccessfulVisits();
            else if (!EventTypes.EndsExecution(recorded.Type))
                replayed.Add(recorded);
        }
        return replayed;
    }

    public Queue<HistoryEvent> Of(string branch) => new(byBranch.GetValueOrDefault(branch) ?? []);

    private void Add(HistoryEvent recorded)
    {
        if (!byBranch.TryGetValue(recorded.Branch, out var events))
            byBranch[recorded.Branch] = events = [];
        events.Add(recorded);
    }

    // A redrive enters nothing twice: states that did not succeed keep their entry, and run again from there.
    private void ForgetUnsuccessfulVisits()
    {
        foreach (var events in byBranch.Values)
        {
            var entered = events.FindLastIndex(recorded => EventTypes.IsEntered(recorded.Type));
            if (events.FindIndex(Math.Max(entered, 0), recorded => EventTypes.IsExited(recorded.Type)) >= 0)
                continue;
            var fanOut = events.FindLastIndex(recorded => recorded.Type is EventTypes.ParallelStateStarted or EventTypes.MapStateStarted);
            var kept = events.Take(entered + 1).ToList();
            if (fanOut > entered)
                kept.Add(events[fanOut]);
            if (entered < 0)
                kept.AddRange(events.Where(recorded => recorded.Type is EventTypes.MapIterationStarted or EventTypes.ExecutionStarted));
            events.Clear();
            events.AddRange(kept);
        }
    }
}
