using System.Text.Json;
using Local.StepFunctions.Definitions;
using Local.StepFunctions.Engine;
using Local.StepFunctions.Paths;

namespace Local.StepFunctions.States;

/// <summary>A Wait state goes on after a number of seconds since it was entered, or at a point in time.</summary>
internal static class WaitRun
{
    public static async Task<Transition> RunAsync(WaitState state, Visit visit)
    {
        var input = visit.SelectInput();
        var until = Until(state, visit, visit.ScopeOf(input));
        var output = visit.SelectOutput(input);
        if (visit.Branch.NextReplayed is null)
            await visit.WaitUntilAsync(until);
        return new Transition(state.Next, output);
    }

    private static DateTimeOffset Until(WaitState state, Visit visit, Scope scope)
    {
        if (state.Timestamp is { } timestamp)
            return timestamp;
        if (state.TimestampPath is { } path)
        {
            var value = path.Evaluate(scope, "TimestampPath");
            return ChoiceOperators.TryReadTimestamp(value, out var found)
                ? found
                : throw EvaluationException.Runtime(
                    $"The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: {path} == {value}");
        }
        return visit.Entered.Timestamp.AddSeconds(state.Seconds!.Literal ?? Seconds(state.Seconds.Path!, scope));
    }

    private static long Seconds(PathExpression path, Scope scope)
    {
        var value = path.Evaluate(scope, "SecondsPath");
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var seconds))
            throw EvaluationException.Runtime($"The SecondsPath parameter cannot be parsed as a long value: {path} == {value}");
        if (seconds < 0)
            throw EvaluationException.Runtime($"The SecondsPath parameter references a negative value: {path} == {value}");
        return Math.Min(seconds, StateMachineLimits.LongestTimeoutSeconds);
    }
}
