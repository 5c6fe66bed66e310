using System.Text.Json;
using Local.StepFunctions.Definitions;
using Local.StepFunctions.Events;
using Local.StepFunctions.Paths;

namespace Local.StepFunctions.Engine;

/// <summary>One passage of a branch through a state, retries included.</summary>
internal sealed class Visit
{
    public Visit(Interpreter interpreter, Branch branch, State state, JsonElement input)
    {
        Interpreter = interpreter;
        Branch = branch;
        State = state;
        Item = branch.Item;
        Entered = branch.Record(EventTypes.Entered(state.Type), new EventDetails { Name = state.Name, Input = input });
        Input = Entered.Details!.Input!.Value;
    }

    public Interpreter Interpreter { get; }

    public Branch Branch { get; }

    public State State { get; }

    public HistoryEvent Entered { get; }

    /// <summary>The state's raw input.</summary>
    public JsonElement Input { get; }

    public int RetryCount { get; set; }

    public string? TaskToken { get; set; }

    /// <summary>The item in <c>$$.Map.Item</c>: that of the branch, and of each item in turn while a Map state selects from its items.</summary>
    public MapItem? Item { get; init; }

    public Scope ScopeOf(JsonElement data) => ScopeOf(data, Item);

    public Scope ScopeOf(JsonElement data, MapItem? item) =>
        new(data, () => ContextObject.Of(ReferenceEquals(item, Item) ? this : new Visit(this, item)), Interpreter.Random);

    private Visit(Visit visit, MapItem? item)
    {
        (Interpreter, Branch, State, Entered, Input) = (visit.Interpreter, visit.Branch, visit.State, visit.Entered, visit.Input);
        (RetryCount, TaskToken, Item) = (visit.RetryCount, visit.TaskToken, item);
    }

    /// <summary>The state's input after InputPath.</summary>
    public JsonElement SelectInput() => State.InputPath.Select(ScopeOf(Input));

    /// <summary>Waits for a point in time.</summary>
    public async Task WaitUntilAsync(DateTimeOffset time)
    {
        using var wait = Branch.Work.WaitUntil(() => Interpreter.Time.GetUtcNow() >= time);
        await Interpreter.Time.DelayUntilAsync(time, Branch.Cancellation);
    }

    /// <summary>The state's output after OutputPath.</summary>
    public JsonElement SelectOutput(JsonElement output) => State.OutputPath.Select(ScopeOf(output));

    /// <summary>The output of a retryable state: its result through ResultSelector, ResultPath and OutputPath.</summary>
    public JsonElement CompleteWith(RetryableState state, JsonElement result)
    {
        var selected = state.ResultSelector?.Evaluate(ScopeOf(result)) ?? result;
        return SelectOutput(state.ResultPath.Apply(Input, selected));
    }

    /// <summary>Records that the state was left, and returns the recorded output.</summary>
    public JsonElement Exit(JsonElement output)
    {
        if (Json.SizeOf(output) > StateMachineLimits.PayloadBytes)
            throw TooLarge(State.Name);
        var exited = Branch.Record(EventTypes.Exited(State.Type), new EventDetails { Name = State.Name, Output = output });
        return exited.Details!.Output!.Value;
    }

    /// <summary>The failure, with the place where it happened.</summary>
    public StateFailedException Failure(string error, string message) =>
        new(error, $"An error occurred while executing the state '{State.Name}' (entered at the event id #{Entered.Id}). {message}");

    public StateFailedException Failure(EvaluationException problem) => Failure(problem.ErrorName, problem.Message);

    public static StateFailedException TooLarge(string name) => new(
        ErrorNames.DataLimitExceeded, $"The state/task '{name}' returned a result with a size exceeding the maximum number of bytes service limit.");
}
