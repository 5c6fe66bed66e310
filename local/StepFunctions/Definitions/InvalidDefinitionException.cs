namespace Local.StepFunctions.Definitions;

/// <summary>Something wrong in a definition.</summary>
/// <param name="Location">Where, as a path of fields: <c>/States/Charge/Retry[0]</c>.</param>
public sealed record DefinitionProblem(string Code, string Message, string Location)
{
    public const string SchemaCode = "SCHEMA_VALIDATION_FAILED";
    public const string MissingTarget = "MISSING_TRANSITION_TARGET";

    public override string ToString() => $"{Code}: {Message} at {Location}";
}

/// <summary>A definition that can't be run, with everything that is wrong in it.</summary>
public sealed class InvalidDefinitionException(IReadOnlyList<DefinitionProblem> problems)
    : Exception($"Invalid State Machine Definition: '{string.Join(", ", problems)}'")
{
    public IReadOnlyList<DefinitionProblem> Problems { get; } = problems;
}
