namespace Local.StepFunctions.Definitions;

/// <summary>A graph of states: the whole machine, a branch of a Parallel state, or the item processor of a Map state.</summary>
internal sealed record Workflow(string StartAt, IReadOnlyDictionary<string, State> States);

/// <summary>A state machine's definition, validated.</summary>
/// <param name="Timeout">How long an execution may run; null for no limit.</param>
internal sealed record StateMachineDefinition(string Text, string? Comment, Workflow Workflow, TimeSpan? Timeout);
