using Local.StepFunctions.Definitions;
using Local.StepFunctions.Engine;

namespace Local.StepFunctions.States;

/// <summary>A Pass state hands on its input, a literal, or what its Parameters make of the input.</summary>
internal static class PassRun
{
    public static Transition Run(PassState state, Visit visit)
    {
        var input = visit.SelectInput();
        var result = state.Result ?? state.Parameters?.Evaluate(visit.ScopeOf(input)) ?? input;
        return new Transition(state.Next, visit.SelectOutput(state.ResultPath.Apply(visit.Input, result)));
    }
}
