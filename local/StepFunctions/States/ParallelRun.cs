using System.Text.Json;
using Local.StepFunctions.Definitions;
using Local.StepFunctions.Engine;
using Local.StepFunctions.Events;

namespace Local.StepFunctions.States;

/// <summary>A Parallel state runs its branches at once on the same input; its result is the array of their outputs.</summary>
internal static class ParallelRun
{
    public static async Task<JsonElement> RunAsync(ParallelState state, Visit visit)
    {
        var branch = visit.Branch;
        var input = visit.SelectInput();
        input = state.Parameters?.Evaluate(visit.ScopeOf(input)) ?? input;
        branch.Record(EventTypes.ParallelStateStarted);
        var children = new Branch[state.Branches.Count];
        Branch? failed = null;
        JsonElement[] results;
        try
        {
            using var wait = branch.Work.WaitUntil(() => Array.TrueForAll(children, child => child is null or { Work.HasEnded: true }));
            results = await Branches.RunAllAsync(children.Length, children.Length, RunBranchAsync, branch.Cancellation);
        }
        catch (StateFailedException)
        {
            branch.PreviousEventId = failed!.PreviousEventId;
            branch.Record(EventTypes.ParallelStateFailed);
            throw;
        }
        var lastEvent = children.Max(child => child.PreviousEventId);
        branch.PreviousEventId = lastEvent;
        branch.Record(EventTypes.ParallelStateSucceeded);
        branch.PreviousEventId = lastEvent;
        return visit.CompleteWith(state, Json.ArrayOf(results));

        async Task<JsonElement> RunBranchAsync(int index, CancellationToken cancellation)
        {
            children[index] = branch.Child(index, item: null, cancellation);
            using var work = children[index].Work;
            try
            {
                return await visit.Interpreter.RunAsync(state.Branches[index], input, children[index]);
            }
            catch (StateFailedException)
            {
                Interlocked.CompareExchange(ref failed, children[index], null);
                throw;
            }
        }
    }
}
