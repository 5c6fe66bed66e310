using Local.StepFunctions.Definitions;
using Local.StepFunctions.Engine;

namespace Local.StepFunctions.States;

/// <summary>A Choice state follows its first rule that holds.</summary>
internal static class ChoiceRun
{
    public static Transition Run(ChoiceState state, Visit visit)
    {
        var input = visit.SelectInput();
        var scope = visit.ScopeOf(input);
        var next = state.Choices.FirstOrDefault(rule => rule.Condition.Holds(scope))?.Next ?? state.Default
            ?? throw visit.Failure(ErrorNames.NoChoiceMatched, "Failed to transition out of the state. The state does not point to a next state.");
        return new Transition(next, visit.SelectOutput(input));
    }
}
