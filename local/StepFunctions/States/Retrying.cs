using System.Text.Json;
using Local.StepFunctions.Definitions;
using Local.StepFunctions.Engine;
using Local.StepFunctions.Paths;

namespace Local.StepFunctions.States;

/// <summary>Runs a state's work under its Retry and Catch.</summary>
internal static class Retrying
{
    public static async Task<Transition> RunAsync(RetryableState state, Visit visit, Func<Task<JsonElement>> attempt)
    {
        var retries = new int[state.Retry.Count]; // each retrier counts its own
        while (true)
        {
            StateFailedException failure;
            try
            {
                return new Transition(state.Next, await attempt());
            }
            catch (StateFailedException failed)
            {
                failure = failed;
            }
            catch (EvaluationException problem)
            {
                failure = visit.Failure(problem);
            }

            if (RetryDelay(state, retries, failure, visit.Interpreter.Random) is { } delay)
            {
                visit.RetryCount++;
                await DelayAsync(visit, delay);
            }
            else if (state.Catch.FirstOrDefault(catcher => failure.Matches(catcher.ErrorEquals)) is { } catcher)
                return new Transition(catcher.Next, catcher.ResultPath.Apply(visit.Input, failure.Output));
            else
                throw failure;
        }
    }

    private static TimeSpan? RetryDelay(RetryableState state, int[] retries, StateFailedException failure, Random random)
    {
        for (var index = 0; index < state.Retry.Count; index++)
        {
            if (failure.Matches(state.Retry[index].ErrorEquals))
                return retries[index] < state.Retry[index].MaxAttempts ? state.Retry[index].DelayBefore(retries[index]++, random) : null;
        }
        return null;
    }

    private static Task DelayAsync(Visit visit, TimeSpan delay)
    {
        // Events that follow the failure show that the delay had passed before the restart.
        if (visit.Branch.NextReplayed is not null)
            return Task.CompletedTask;
        return visit.WaitUntilAsync(visit.Interpreter.Time.GetUtcNow() + delay);
    }
}
