using System.Text.Json.Nodes;

namespace Template.Tests;

/// <summary>The saga's definition, its intrinsic functions written as text.</summary>
internal sealed class SagaDefinition
{
    private readonly JsonObject definition;

    private SagaDefinition(JsonObject definition) => this.definition = definition;

    public static SagaDefinition Of(SynthesizedTemplate template)
    {
        var machine = Assert.Single(template.OfType("AWS::StepFunctions::StateMachine"));
        return new(JsonNode.Parse(SynthesizedTemplate.Flatten(machine.Properties["DefinitionString"]))!.AsObject());
    }

    public string Start => definition["StartAt"]!.GetValue<string>();

    public JsonObject ByName => definition["States"]!.AsObject();

    public IEnumerable<KeyValuePair<string, JsonObject>> Tasks =>
        ByName.Where(state => Type(state.Key) == "Task").Select(state => KeyValuePair.Create(state.Key, state.Value!.AsObject()));

    public IEnumerable<KeyValuePair<string, JsonObject>> WaitingStates =>
        Tasks.Where(task => task.Value["Resource"]!.ToString().EndsWith(".waitForTaskToken", StringComparison.Ordinal));

    public IEnumerable<KeyValuePair<string, JsonObject>> PublishingStates =>
        Tasks.Where(task => task.Value["Resource"]!.ToString().Contains(":sns:publish", StringComparison.Ordinal));

    public IEnumerable<string> PublishedEvents =>
        PublishingStates.Select(state => state.Value["Parameters"]!["Message"]!["eventName"]!.GetValue<string>());

    public string Type(string state) => ByName[state]!["Type"]!.GetValue<string>();

    /// <summary>The states from one on, or from the usual beginning, as long as nothing fails.</summary>
    public IEnumerable<string> PathFrom(string? state = null)
    {
        for (state ??= ByName[Start]!["Default"]!.GetValue<string>(); state is not null; state = ByName[state]!["Next"]?.GetValue<string>())
            yield return state;
    }

    /// <summary>Where a state goes when it fails with an error that it doesn't retry.</summary>
    public string? CatchOf(string state)
    {
        if (ByName[state]!["Catch"] is not JsonArray catchers)
            return null;

        var all = Assert.Single(catchers)!;
        Assert.Equal("States.ALL", Assert.Single(all["ErrorEquals"]!.AsArray())!.GetValue<string>());
        return all["Next"]!.GetValue<string>();
    }

    public IEnumerable<JsonNode> RetriesOf(string state) => ByName[state]!["Retry"]?.AsArray().Select(retry => retry!) ?? [];
}
