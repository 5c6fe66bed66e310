using Local.StepFunctions.Paths;

namespace Local.StepFunctions.Definitions;

/// <summary>One rule of a Choice state: the first whose condition holds decides.</summary>
internal sealed record ChoiceRule(ChoiceCondition Condition, string Next);

internal abstract record ChoiceCondition
{
    /// <exception cref="EvaluationException">A path names a value that is not there.</exception>
    public abstract bool Holds(Scope scope);
}

internal sealed record AndCondition(IReadOnlyList<ChoiceCondition> Conditions) : ChoiceCondition
{
    public override bool Holds(Scope scope) => Conditions.All(condition => condition.Holds(scope));
}

internal sealed record OrCondition(IReadOnlyList<ChoiceCondition> Conditions) : ChoiceCondition
{
    public override bool Holds(Scope scope) => Conditions.Any(condition => condition.Holds(scope));
}

internal sealed record NotCondition(ChoiceCondition Condition) : ChoiceCondition
{
    public override bool Holds(Scope scope) => !Condition.Holds(scope);
}
