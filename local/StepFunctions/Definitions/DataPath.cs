using System.Text.Json;
using Local.StepFunctions.Paths;

namespace Local.StepFunctions.Definitions;

/// <summary>An InputPath or OutputPath. A null in the definition selects an empty object.</summary>
internal sealed record DataPath(PathExpression? Path)
{
    public static readonly DataPath Whole = new((PathExpression)ValueExpression.Parse("$"));

    /// <exception cref="EvaluationException">The path leads nowhere.</exception>
    public JsonElement Select(Scope scope)
    {
        if (Path is null)
            return Json.EmptyObject;
        if (Path.TrySelect(scope, out var value))
            return value;
        var missing = Path.Path.MissingAt(scope.Data);
        throw EvaluationException.Runtime(Path.Path.Segments.Count > 1
            ? $"Invalid path '{Path}' : Missing property in path {missing}"
            : $"Invalid path '{Path}' : No results for path: {missing}");
    }
}

/// <summary>Where a result goes in the state's input. A null in the definition discards the result.</summary>
internal sealed record ResultPath(ReferencePath? Path)
{
    public static readonly ResultPath Whole = new(ReferencePath.Parse("$"));

    /// <exception cref="EvaluationException">The input has no such place.</exception>
    public JsonElement Apply(JsonElement input, JsonElement result) => Path is null ? input : Path.Insert(input, result);
}

/// <summary>A number written in the definition, or found by a path at run time.</summary>
internal sealed record NumberSource(long? Literal, PathExpression? Path);
