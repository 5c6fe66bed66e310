using Local.StepFunctions.Engine;

namespace Local.StepFunctions.Persistence;

/// <summary>Takes up the executions that an earlier process left, once everything that they call exists again, and leaves them to a later one.</summary>
internal sealed class ResumeExecutions(Executions executions) : ILocalPart
{
    public Task StartAsync(CancellationToken cancellation) => executions.ResumeAsync();

    public Task StopAsync(CancellationToken cancellation)
    {
        executions.Suspend();
        return Task.CompletedTask;
    }
}
