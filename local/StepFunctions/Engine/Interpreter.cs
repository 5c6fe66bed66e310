using System.Text.Json;
using Local.StepFunctions.Definitions;
using Local.StepFunctions.Events;
using Local.StepFunctions.Integrations;
using Local.StepFunctions.Paths;
using Local.StepFunctions.States;

namespace Local.StepFunctions.Engine;

/// <summary>What a state leads to.</summary>
/// <param name="Next">The following state; null ends the workflow.</param>
internal sealed record Transition(string? Next, JsonElement Output);

/// <summary>Walks workflows from state to state. Holds nothing of an execution: waiting ones cost a timer and some memory, no thread.</summary>
/// <param name="time">The clock of waits, timeouts, heartbeats and retries.</param>
/// <param name="random">The source of jitter and of random intrinsic functions; safe for concurrent use, as <see cref="System.Random.Shared"/> is.</param>
internal sealed class Interpreter(TaskIntegrations integrations, TaskTokens tokens, TimeProvider time, Random random)
{
    public TaskIntegrations Integrations => integrations;

    public TaskTokens Tokens => tokens;

    public TimeProvider Time => time;

    public Random Random => random;

    /// <summary>Runs a workflow to its end and returns its output.</summary>
    /// <exception cref="StateFailedException">A state failed, and nothing inside the workflow took it up.</exception>
    /// <exception cref="OperationCanceledException">The branch was stopped.</exception>
    public async Task<JsonElement> RunAsync(Workflow workflow, JsonElement input, Branch branch)
    {
        var name = workflow.StartAt;
        while (true)
        {
            var transition = await VisitAsync(workflow.States[name], input, branch);
            if (transition.Next is null)
                return transition.Output;
            (name, input) = (transition.Next, transition.Output);
        }
    }

    private async Task<Transition> VisitAsync(State state, JsonElement input, Branch branch)
    {
        branch.Cancellation.ThrowIfCancellationRequested();
        var visit = new Visit(this, branch, state, input);
        try
        {
            // A sibling's failure stopped the branch here before the restart: nothing may be started again, it will be stopped once more.
            if (branch.NextReplayed is { } next && EventTypes.IsAborted(next.Type))
                await Task.Delay(Timeout.InfiniteTimeSpan, time, branch.Cancellation);
            var transition = await RunStateAsync(visit);
            return transition with { Output = visit.Exit(transition.Output) };
        }
        catch (EvaluationException problem)
        {
            throw visit.Failure(problem);
        }
        catch (OperationCanceledException) when (branch.Execution.IsInProgress(branch.Run))
        {
            branch.Record(EventTypes.Aborted(state.Type));
            throw;
        }
    }

    private static Task<Transition> RunStateAsync(Visit visit) => visit.State switch
    {
        PassState pass => Task.FromResult(PassRun.Run(pass, visit)),
        ChoiceState choice => Task.FromResult(ChoiceRun.Run(choice, visit)),
        SucceedState => Task.FromResult(new Transition(Next: null, visit.SelectOutput(visit.SelectInput()))),
        FailState fail => throw FailRun.Run(fail, visit),
        WaitState wait => WaitRun.RunAsync(wait, visit),
        TaskState task => Retrying.RunAsync(task, visit, () => new TaskRun(task, visit).RunAsync()),
        ParallelState parallel => Retrying.RunAsync(parallel, visit, () => ParallelRun.RunAsync(parallel, visit)),
        MapState map => Retrying.RunAsync(map, visit, () => new MapRun(map, visit).RunAsync()),
        _ => throw new InvalidOperationException($"No interpreter for {visit.State.Type} states."),
    };
}
