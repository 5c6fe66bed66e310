using System.Text.Json;
using Local.StepFunctions.Engine;
using Local.StepFunctions.Paths;

namespace Local.StepFunctions.Intrinsics;

/// <summary>A call of an intrinsic function, <c>States.Name(argument, …)</c>.</summary>
internal sealed record IntrinsicExpression(string Text, IntrinsicFunction Function, IReadOnlyList<ValueExpression> Arguments) : ValueExpression
{
    public override JsonElement Evaluate(Scope scope, string field)
    {
        var arguments = new JsonElement[Arguments.Count];
        for (var index = 0; index < arguments.Length; index++)
            arguments[index] = Arguments[index].Evaluate(scope, field);
        try
        {
            return Function.Apply(arguments, scope.Random);
        }
        catch (IntrinsicArgumentException problem)
        {
            throw new EvaluationException(ErrorNames.IntrinsicFailure, $"The function '{Text}' had the following error: {problem.Message}");
        }
    }
}

/// <summary>One of the intrinsic functions.</summary>
internal sealed record IntrinsicFunction(
    string Name, int MinimumArguments, int MaximumArguments, Func<IReadOnlyList<JsonElement>, Random, JsonElement> Apply);

/// <summary>An argument has the wrong type or value.</summary>
internal sealed class IntrinsicArgumentException(string message) : Exception(message);
