using System.Text.Json;
using Local.StepFunctions.Definitions;
using Local.StepFunctions.Engine;
using Local.StepFunctions.Paths;

namespace Local.StepFunctions.States;

/// <summary>Resolves numbers that a definition writes or refers to.</summary>
internal static class Numbers
{
    /// <summary>A number of seconds from 1 to the longest timeout.</summary>
    public static long Positive(NumberSource source, Scope scope, string field)
    {
        if (source.Literal is { } literal)
            return literal;
        var value = source.Path!.Evaluate(scope, field);
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds)
            && seconds is > 0 and <= StateMachineLimits.LongestTimeoutSeconds
            ? seconds
            : throw EvaluationException.Runtime($"The {field} parameter does not reference a positive integer: {source.Path} == {value}");
    }

    /// <summary>A number of iterations from 0.</summary>
    public static int Count(NumberSource source, Scope scope, string field)
    {
        if (source.Literal is { } literal)
            return (int)literal;
        var value = source.Path!.Evaluate(scope, field);
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 0
            ? count
            : throw EvaluationException.Runtime($"The {field} field refers to value \"{value}\" which is not a valid integer: {source.Path}");
    }
}
