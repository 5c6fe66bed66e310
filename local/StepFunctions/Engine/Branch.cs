using System.Globalization;
using System.Text.Json;
using Local.Clock;
using Local.StepFunctions.Events;

namespace Local.StepFunctions.Engine;

/// <summary>The item of a Map state that a branch works on, <c>$$.Map.Item</c>.</summary>
internal sealed record MapItem(int Index, JsonElement Value);

/// <summary>
/// A sequence of states that runs on its own: the workflow itself, a branch of a Parallel state, an iteration of a Map state.
/// Its events come in a fixed order, so the events recorded before a restart can be handed out again instead of being recorded twice.
/// </summary>
internal sealed class Branch
{
    private readonly ReplayedEvents replayed;
    private readonly Queue<HistoryEvent> recorded;

    /// <param name="path">Unique within the execution and the same after a restart.</param>
    private Branch(
        Execution execution, ExecutionRun run, ReplayedEvents replayed, string path, long previousEventId, MapItem? item,
        CancellationToken cancellation)
    {
        this.replayed = replayed;
        (Execution, Run) = (execution, run);
        Path = path;
        PreviousEventId = previousEventId;
        Item = item;
        Cancellation = cancellation;
        recorded = replayed.Of(path);
        Work = execution.Work.Begin();
    }

    public Execution Execution { get; }

    /// <summary>The run of the execution that the branch is part of.</summary>
    public ExecutionRun Run { get; }

    public string Path { get; }

    /// <summary>What the branch does, from its creation until whoever runs it disposes of this.</summary>
    public WorkInProgress.Work Work { get; }

    public MapItem? Item { get; }

    /// <summary>Signalled when the branch has to stop: a sibling failed, or the execution ended.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>The branch's last event.</summary>
    public long PreviousEventId { get; set; }

    /// <summary>The next of the events recorded before a restart; null when the branch is past them.</summary>
    public HistoryEvent? NextReplayed => recorded.TryPeek(out var next) ? next : null;

    public static Branch RootOf(Execution execution, ReplayedEvents replayed)
    {
        var run = execution.Run;
        return new(execution, run, replayed, "", previousEventId: 0, item: null, run.Stopped);
    }

    /// <summary>A branch below this one, which begins at its last event.</summary>
    public Branch Child(int index, MapItem? item, CancellationToken cancellation)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"{Path}/{PreviousEventId}.{index}");
        return new Branch(Execution, Run, replayed, path, PreviousEventId, item ?? Item, cancellation);
    }

    /// <summary>Records an event, or returns the one that was recorded at this point before a restart.</summary>
    /// <exception cref="OperationCanceledException">The execution has ended meanwhile.</exception>
    public HistoryEvent Record(string type, EventDetails? details = null)
    {
        if (!recorded.TryDequeue(out var result))
            result = Execution.Record(type, details, PreviousEventId, Path, Run);
        else if (result.Type != type)
            throw new InvalidOperationException($"Event {result.Id} of {Execution.Start.Arn} is {result.Type}, but the definition leads to {type}.");
        PreviousEventId = result.Id;
        return result;
    }
}
