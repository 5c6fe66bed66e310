using Local.StepFunctions.Engine;
using Local.StepFunctions.Events;

namespace Local.StepFunctions.Persistence;

/// <summary>
/// Keeps what a restarted local cloud needs to go on: an execution is its start and its events, and replaying them leads to the state it was in.
/// Calls for one execution come in the order of its events.
/// </summary>
internal interface IExecutionJournal
{
    void Begin(Execution execution);

    void Append(Execution execution, HistoryEvent recorded);

    /// <summary>The executions of earlier processes, oldest first.</summary>
    IReadOnlyList<RecordedExecution> Read();
}

/// <summary>What a journal knows of an execution.</summary>
internal sealed record RecordedExecution(ExecutionStart Start, IReadOnlyList<HistoryEvent> History);

/// <summary>Executions live as long as the process.</summary>
internal sealed class NoJournal : IExecutionJournal
{
    public void Begin(Execution execution)
    {
        // Nothing is kept.
    }

    public void Append(Execution execution, HistoryEvent recorded)
    {
        // Nothing is kept.
    }

    public IReadOnlyList<RecordedExecution> Read() => [];
}
