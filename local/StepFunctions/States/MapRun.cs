using System.Text.Json;
using Local.Clock;
using Local.StepFunctions.Definitions;
using Local.StepFunctions.Engine;
using Local.StepFunctions.Events;
using Local.StepFunctions.Paths;

namespace Local.StepFunctions.States;

/// <summary>One attempt of a Map state: runs its item processor for each item; the result is the array of the outputs.</summary>
internal sealed class MapRun(MapState state, Visit visit)
{
    // The most iterations that an inline Map runs at once (Developer Guide, "Using Map state in Inline mode").
    private const int MostAtOnce = 40;

    private readonly Branch branch = visit.Branch;
    private WorkInProgress.Work?[] running = [];
    private long failedAt;

    public async Task<JsonElement> RunAsync()
    {
        var input = visit.SelectInput();
        var scope = visit.ScopeOf(input);
        var concurrency = state.MaxConcurrency is { } limit ? Numbers.Count(limit, scope, "MaxConcurrencyPath") : 0;
        var items = SelectItems(scope);
        branch.Record(EventTypes.MapStateStarted, new EventDetails { Length = items.Length });
        var children = items.Select((item, index) => new MapItem(index, item)).ToArray();
        var lastEvents = new long[items.Length];
        running = new WorkInProgress.Work?[items.Length];
        JsonElement[] results;
        try
        {
            using var wait = branch.Work.WaitUntil(() => Array.TrueForAll(running, iteration => iteration is null or { HasEnded: true }));
            results = await Branches.RunAllAsync(
                items.Length, concurrency is 0 or > MostAtOnce ? MostAtOnce : concurrency,
                (index, cancellation) => RunIterationAsync(children[index], input, lastEvents, cancellation), branch.Cancellation);
        }
        catch (StateFailedException)
        {
            branch.PreviousEventId = failedAt;
            branch.Record(EventTypes.MapStateFailed);
            throw;
        }
        var lastEvent = Math.Max(branch.PreviousEventId, lastEvents.DefaultIfEmpty().Max());
        branch.PreviousEventId = lastEvent;
        branch.Record(EventTypes.MapStateSucceeded);
        branch.PreviousEventId = lastEvent;
        return visit.CompleteWith(state, Json.ArrayOf(results));
    }

    private JsonElement[] SelectItems(Scope scope)
    {
        var items = state.ItemsPath?.Evaluate(scope, "ItemsPath") ?? scope.Data;
        return items.ValueKind == JsonValueKind.Array
            ? [.. items.EnumerateArray()]
            : throw EvaluationException.Runtime($"Reference path \"{state.ItemsPath?.ToString() ?? "$"}\" must point to array.");
    }

    private async Task<JsonElement> RunIterationAsync(MapItem item, JsonElement input, long[] lastEvents, CancellationToken cancellation)
    {
        var iteration = branch.Child(item.Index, item, cancellation);
        using var work = iteration.Work;
        running[item.Index] = work;
        var details = new EventDetails { Name = state.Name, Index = item.Index };
        iteration.Record(EventTypes.MapIterationStarted, details);
        try
        {
            var selected = state.ItemSelector?.Evaluate(visit.ScopeOf(input, item)) ?? item.Value;
            var output = await visit.Interpreter.RunAsync(state.ItemProcessor, selected, iteration);
            lastEvents[item.Index] = iteration.Record(EventTypes.MapIterationSucceeded, details).Id;
            return output;
        }
        catch (StateFailedException)
        {
            RecordFailure(iteration, details);
            throw;
        }
        catch (EvaluationException problem)
        {
            RecordFailure(iteration, details);
            throw visit.Failure(problem);
        }
        catch (OperationCanceledException) when (branch.Execution.IsInProgress(branch.Run))
        {
            iteration.Record(EventTypes.MapIterationAborted, details);
            throw;
        }
    }

    private void RecordFailure(Branch iteration, EventDetails details)
    {
        Interlocked.CompareExchange(ref failedAt, iteration.PreviousEventId, 0);
        iteration.Record(EventTypes.MapIterationFailed, details);
    }
}
