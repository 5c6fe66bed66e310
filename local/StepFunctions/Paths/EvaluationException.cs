namespace Local.StepFunctions.Paths;

/// <summary>An expression could not be applied to the data at hand. The interpreter adds which state it happened in.</summary>
/// <param name="errorName">The error name that the state fails with, for instance <c>States.Runtime</c>.</param>
internal sealed class EvaluationException(string errorName, string message) : Exception(message)
{
    public string ErrorName { get; } = errorName;

    public static EvaluationException Runtime(string message) => new(Engine.ErrorNames.Runtime, message);
}

/// <summary>An expression is not one of the language. Found when the definition is read.</summary>
internal sealed class ExpressionSyntaxException(string message) : Exception(message);
