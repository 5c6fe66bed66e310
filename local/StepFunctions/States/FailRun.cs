using System.Text.Json;
using Local.StepFunctions.Definitions;
using Local.StepFunctions.Engine;
using Local.StepFunctions.Paths;

namespace Local.StepFunctions.States;

/// <summary>A Fail state ends its workflow with an error.</summary>
internal static class FailRun
{
    public static StateFailedException Run(FailState state, Visit visit)
    {
        var scope = visit.ScopeOf(visit.Input);
        return new StateFailedException(Text(state.Error, scope, "ErrorPath"), Text(state.Cause, scope, "CausePath"));
    }

    private static string? Text(ValueExpression? expression, Scope scope, string field)
    {
        if (expression?.Evaluate(scope, field) is not { } value)
            return null;
        return value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : throw EvaluationException.Runtime($"The {field} field must refer to a string, but refers to {value.GetRawText()}");
    }
}
