using Local.StepFunctions.Engine;

namespace Local.StepFunctions.Definitions;

/// <summary>Reads StartAt and States, of the machine and of the workflows nested in it, and checks that all transitions lead somewhere.</summary>
internal sealed class WorkflowReader
{
    private readonly StateReader states;
    private readonly HashSet<string> names = [];

    public WorkflowReader(Func<TaskResource, string?> refuseResource, List<DefinitionProblem> problems) =>
        states = new StateReader(this, refuseResource, problems);

    public Workflow Read(FieldReader fields)
    {
        fields.Require("States", "StartAt");
        var startAt = fields.Text("StartAt") ?? "";
        var read = new Dictionary<string, State>();
        if (fields.Object("States") is not { } all)
            return new Workflow(startAt, read);
        foreach (var name in all.Names.ToList())
        {
            if (all.Object(name) is not { } state)
                continue;
            if (name.Length > StateMachineLimits.StateNameLength)
                state.Problem($"A state's name must not have more than {StateMachineLimits.StateNameLength} characters");
            if (!names.Add(name))
                state.Problem($"Duplicate state name: {name}", code: "DUPLICATE_STATE_NAME");
            if (states.Read(name, state) is { } parsed)
                read[name] = parsed;
        }
        CheckTargets(fields, startAt, all, read.Values);
        return new Workflow(startAt, read);
    }

    private static void CheckTargets(FieldReader fields, string startAt, FieldReader all, IEnumerable<State> states)
    {
        if (startAt.Length > 0 && !all.Has(startAt))
            fields.Problem($"Missing 'StartAt' target: {startAt}", "StartAt", DefinitionProblem.MissingTarget);
        foreach (var state in states)
        {
            foreach (var (field, target) in Targets(state).Where(transition => !all.Has(transition.Target)))
                all.Problem($"Missing '{field}' target: {target}", $"{state.Name}/{field}", DefinitionProblem.MissingTarget);
        }
    }

    private static IEnumerable<(string Field, string Target)> Targets(State state)
    {
        if (state.Next is not null)
            yield return ("Next", state.Next);
        if (state is RetryableState retryable)
        {
            for (var index = 0; index < retryable.Catch.Count; index++)
                yield return ($"Catch[{index}]/Next", retryable.Catch[index].Next);
        }
        if (state is not ChoiceState choice)
            yield break;
        for (var index = 0; index < choice.Choices.Count; index++)
            yield return ($"Choices[{index}]/Next", choice.Choices[index].Next);
        if (choice.Default is not null)
            yield return ("Default", choice.Default);
    }
}
