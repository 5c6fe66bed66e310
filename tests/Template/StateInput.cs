using System.Text.Json.Nodes;

namespace Template.Tests;

/// <summary>Fills parameters from the state of an execution as Step Functions does, for the expressions that the saga uses.</summary>
internal static class StateInput
{
    public static JsonNode? Fill(JsonNode? parameters, JsonObject state) => parameters switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => field.Key.EndsWith(".$", StringComparison.Ordinal)
            ? KeyValuePair.Create(field.Key[..^2], Evaluate(field.Value!.GetValue<string>(), state))
            : KeyValuePair.Create(field.Key, Fill(field.Value, state)))),
        _ => parameters?.DeepClone(),
    };

    /// <summary>The paths below the execution's state that parameters read.</summary>
    public static IEnumerable<string> PathsIn(JsonNode? parameters) => parameters switch
    {
        JsonObject fields => fields.SelectMany(field => field.Key.EndsWith(".$", StringComparison.Ordinal)
            ? [PathIn(field.Value!.GetValue<string>())]
            : PathsIn(field.Value)).Where(path => path.StartsWith("$.", StringComparison.Ordinal)),
        _ => [],
    };

    private static string PathIn(string expression) =>
        expression.StartsWith("States.Format(", StringComparison.Ordinal) ? expression[..^1].Split(", ")[1] : expression;

    private static JsonNode? Evaluate(string expression, JsonObject state) => expression switch
    {
        "$$.State.EnteredTime" => "2025-07-06T22:57:00.000Z",
        "$$.Task.Token" => "a task token",
        "States.StringToJson('null')" => null,
        _ when expression.StartsWith("States.Format('{}:", StringComparison.Ordinal) =>
            expression["States.Format('".Length..expression.IndexOf("',", StringComparison.Ordinal)]
                .Replace("{}", At(PathIn(expression), state)!.ToString(), StringComparison.Ordinal),
        _ => At(expression, state)?.DeepClone(),
    };

    private static JsonNode? At(string path, JsonObject state)
    {
        JsonNode? node = state;
        foreach (var name in path.Split('.').Skip(1))
        {
            if (node is not JsonObject parent || !parent.TryGetPropertyValue(name, out node))
                throw new KeyNotFoundException($"The execution has nothing at {path}");
        }

        return node;
    }
}
