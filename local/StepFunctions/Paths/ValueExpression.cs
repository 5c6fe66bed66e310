using System.Text.Json;
using Local.StepFunctions.Intrinsics;

namespace Local.StepFunctions.Paths;

/// <summary>Something that yields a value at run time: <c>$.path</c>, <c>$$.path</c> or <c>States.Function(…)</c>.</summary>
internal abstract record ValueExpression
{
    /// <exception cref="ExpressionSyntaxException">The text is neither a path nor an intrinsic function.</exception>
    public static ValueExpression Parse(string text)
    {
        if (text.StartsWith("$$", StringComparison.Ordinal))
            return new PathExpression(JsonPath.Parse(text[1..]), FromContext: true);
        if (text.StartsWith('$'))
            return new PathExpression(JsonPath.Parse(text), FromContext: false);
        return new IntrinsicParser(text).Parse();
    }

    /// <param name="field">The field that holds the expression, for the message when it fails.</param>
    /// <exception cref="EvaluationException">The expression can't be applied to the data.</exception>
    public abstract JsonElement Evaluate(Scope scope, string field);
}

internal sealed record PathExpression(JsonPath Path, bool FromContext) : ValueExpression
{
    public override JsonElement Evaluate(Scope scope, string field) =>
        TrySelect(scope, out var value)
            ? value
            : throw EvaluationException.Runtime(
                $"The JSONPath '{this}' specified for the field '{field}' could not be found in the input '{scope.Data.GetRawText()}'");

    public bool TrySelect(Scope scope, out JsonElement value) => Path.TrySelect(FromContext ? scope.Context() : scope.Data, out value);

    public override string ToString() => FromContext ? "$" + Path.Text : Path.Text;
}

internal sealed record LiteralExpression(JsonElement Value) : ValueExpression
{
    public override JsonElement Evaluate(Scope scope, string field) => Value;
}
