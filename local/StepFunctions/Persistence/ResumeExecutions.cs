using Local.StepFunctions.Engine;

namespace Local.StepFunctions.Persistence;

/// <summary>Takes up the executions that an earlier process left, once everything that they call exists again.</summary>
internal sealed class ResumeExecutions(IExecutionJournal journal, Executions executions) : ILocalPart
{
    public Task StartAsync(CancellationToken cancellation)
    {
        foreach (var recorded in journal.Read())
            executions.Restore(recorded.Start, recorded.History);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellation) => Task.CompletedTask;
}
